import torch
from torch.utils.data import DataLoader


class _Walk:
    """One pass: an object of its own, so that two loops do not disturb each other."""

    def __init__(self, owner):
        self.owner = owner
        self.source = iter(owner.batches)
        self.over = False
        self.coming = self.advance()

    def advance(self):
        for raw in self.source:
            return self.owner.copy(raw)
        self.over = True

    def __iter__(self):
        return self

    def __next__(self):
        if self.over and self.coming is None:
            raise StopIteration
        ready, self.coming = self.coming, None
        if not self.over:
            self.coming = self.advance()
        self.owner.wait(ready)
        return ready


class Prefetcher:
    def __init__(self, batches, copy, wait):
        self.batches, self.copy, self.wait = batches, copy, wait

    def __iter__(self):
        return _Walk(self)


def total_time(load, copy, compute, n, overlapped):
    times = torch.tensor([load, copy, compute], dtype=torch.float64)
    if not overlapped or n == 0:
        return (n * times.sum()).item()
    return (times.sum() + (n - 1) * times.max()).item()


def pinned_loader(ds, batch_size, use_cuda):
    return DataLoader(ds, batch_size=batch_size, pin_memory=use_cuda, num_workers=0)


@torch.no_grad()
def move(batch, device, non_blocking=False):
    early = [non_blocking and x.is_pinned() for x in batch]
    return tuple(x.to(device, non_blocking=e) for x, e in zip(batch, early))
