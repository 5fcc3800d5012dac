import torch
from torch.utils import data


class Prefetcher:
    def __init__(self, batches, copy, wait):
        self.b, self.c, self.w = batches, copy, wait

    def __iter__(self):
        self.it = iter(self.b)
        return self

    def __next__(self):
        batch = next(self.it)
        x = self.c(batch)
        self.w(x)
        return x


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
