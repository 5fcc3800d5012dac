from torch.utils.data import DataLoader


class Prefetcher:
    def __init__(self, batches, copy, wait):
        self.batches = batches
        self.copy = copy
        self.wait = wait

    def __iter__(self):
        it = iter(self.batches)
        more = True
        try:
            now = self.copy(next(it))
        except StopIteration:
            return
        while more:
            self.wait(now)
            try:
                later = self.copy(next(it))
            except StopIteration:
                more = False
            yield now
            now = later if more else None


def total_time(load, copy, compute, n, overlapped):
    if n == 0:
        return 0.0
    if overlapped:
        return load + copy + compute + (n - 1) * max(load, copy, compute)
    return n * (load + copy + compute)


def pinned_loader(ds, batch_size, use_cuda):
    return DataLoader(ds, batch_size, pin_memory=use_cuda)


def move(batch, device, non_blocking=False):
    out = []
    for t in batch:
        if t.is_pinned():
            out.append(t.to(device, non_blocking=non_blocking))
        else:
            out.append(t.to(device))
    return tuple(out)
