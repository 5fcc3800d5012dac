import torch
from torch.utils import data


class Prefetcher:
    """After the well-known example: wait for the stream, take the batch, preload the next."""

    def __init__(self, batches, copy, wait):
        self.b, self.c, self.w = batches, copy, wait

    def preload(self):
        try:
            raw = next(self.it)
        except StopIteration:
            self.upcoming = None
            return
        self.upcoming = self.c(raw)

    def __iter__(self):
        self.it = iter(self.b)
        self.preload()
        while self.upcoming is not None:
            # the generator below asks for the next one right after the wait
            yield self.take()

    def take(self):
        self.w(self.upcoming)
        batch = self.upcoming
        self.preload()
        return batch


def total_time(load, copy, compute, n, overlapped):
    stations = [load, copy, compute]
    if overlapped and n:
        return sum(stations) + max(stations) * (n - 1)
    return sum(stations) * n


def pinned_loader(ds, batch_size, use_cuda):
    loader = data.DataLoader(ds, batch_size=batch_size, shuffle=False, drop_last=False, pin_memory=bool(use_cuda))
    return loader


def move(batch, device, non_blocking=False):
    return tuple(x.to(device, non_blocking=(x.is_pinned() if non_blocking else False)) for x in batch)
