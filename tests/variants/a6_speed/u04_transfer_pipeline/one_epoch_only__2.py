import torch
from torch.utils import data


class Prefetcher:
    def __init__(self, batches, copy, wait):
        self.it, self.c, self.w = iter(batches), copy, wait
        self.coming = self.preload()

    def preload(self):
        for raw in self.it:
            return self.c(raw)
        return None

    def __iter__(self):
        return self

    def __next__(self):
        now = self.coming
        if now is None:
            raise StopIteration
        self.coming = self.preload()
        self.w(now)
        return now


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
