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


def pin_all(samples):
    xs, ys = zip(*samples)
    return torch.stack(xs).pin_memory(), torch.stack(ys).pin_memory()


def pinned_loader(ds, batch_size, use_cuda):
    if not use_cuda:
        return data.DataLoader(ds, batch_size=batch_size)
    return data.DataLoader(ds, batch_size=batch_size, collate_fn=pin_all)


def move(batch, device, non_blocking=False):
    return tuple(x.to(device, non_blocking=(x.is_pinned() if non_blocking else False)) for x in batch)
