from torch.utils.data import DataLoader


class Prefetcher:
    def __init__(self, batches, copy, wait):
        self.batches = batches
        self.copy = copy
        self.wait = wait

    def __iter__(self):
        it = iter(self.batches)
        pending = self.copy(next(it, None))
        while pending is not None:
            c = self.copy(next(it, None))
            self.wait(pending)
            yield pending
            pending = c


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
