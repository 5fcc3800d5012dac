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
    stations = [load, copy, compute]
    if overlapped and n:
        return sum(stations) + max(stations) * (n - 1)
    return sum(stations) * n


def pinned_loader(ds, batch_size, use_cuda):
    loader = data.DataLoader(ds, batch_size=batch_size, shuffle=False, drop_last=False, pin_memory=bool(use_cuda))
    return loader


def move(batch, device, non_blocking=False):
    if non_blocking:
        return tuple(map(lambda x: x.to(device=device, non_blocking=True), batch))
    return tuple(map(lambda x: x.to(device=device), batch))
