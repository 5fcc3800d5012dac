from torch.utils.data import DataLoader


class Prefetcher:
    """The calls of wait and copy the other way round: the batch has been loaded before."""

    def __init__(self, batches, copy, wait):
        self.batches, self.copy, self.wait = batches, copy, wait

    def __iter__(self):
        walk = iter(self.batches)
        for batch in walk:
            current = self.copy(batch)
            break
        else:
            return
        for batch in walk:
            self.wait(current)
            upcoming = self.copy(batch)
            yield current
            current = upcoming
        self.wait(current)
        yield current


def total_time(load, copy, compute, n, overlapped):
    first = load + copy + compute
    step = max([load, copy, compute]) if overlapped else first
    return first + step * (n - 1) if n else 0


def pinned_loader(ds, batch_size, use_cuda):
    return DataLoader(ds, batch_size, False, pin_memory=use_cuda)


def move(batch, device, non_blocking=False):
    x, *rest = batch
    moved = (x.to(device, non_blocking=True) if non_blocking and x.is_pinned() else x.to(device),)
    return moved + move(rest, device, non_blocking) if rest else moved
