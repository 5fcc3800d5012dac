import torch
from torch.utils import data


class Prefetcher:
    """One ahead, with an iterator of its own."""

    def __init__(self, batches, copy, wait):
        self.b, self.c, self.w = batches, copy, wait

    def __iter__(self):
        it = iter(self.b)
        end = object()
        raw = next(it, end)
        if raw is end:
            return
        now = self.c(raw)
        for raw in it:
            after = self.c(raw)
            self.w(now)
            yield now
            now = after
        self.w(now)
        yield now


def total_time(load, copy, compute, n, overlapped):
    if n == 0:
        return 0.0
    one = load + copy + compute
    if overlapped:
        return one + (n - 1) * sum([load, copy, compute])
    return n * one


def pinned_loader(ds, batch_size, use_cuda):
    loader = data.DataLoader(ds, batch_size=batch_size, shuffle=False, drop_last=False, pin_memory=bool(use_cuda))
    return loader


def move(batch, device, non_blocking=False):
    return tuple(x.to(device, non_blocking=(x.is_pinned() if non_blocking else False)) for x in batch)
