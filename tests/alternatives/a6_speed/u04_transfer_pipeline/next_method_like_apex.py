# 自己写 __next__，不用 yield
import sys

import torch
import torch.utils.data as data


class Prefetcher:
    """The old style: an iterator that preloads."""

    def __init__(self, batches, copy, wait):
        print("made a prefetcher")
        self.loader, self.copy, self.wait = batches, copy, wait
        self.next_batch = None

    def preload(self):
        try:
            raw = next(self.iterator)
        except StopIteration:  # 没有更多小批量
            self.next_batch = None
            return
        self.next_batch = self.copy(raw)

    def __iter__(self):
        self.iterator = iter(self.loader)
        self.preload()
        return self

    def __next__(self):
        batch = self.next_batch
        if batch is None:
            raise StopIteration
        self.preload()
        self.wait(batch)
        print("handed out", file=sys.stderr)
        return batch

    def __len__(self):
        return len(self.loader)


def total_time(load, copy, compute, n, overlapped):
    """Simulate the three stations."""
    if not overlapped:
        total = 0.0
        for _ in range(n):
            total += load
            total += copy
            total += compute
        return total
    free = [0.0, 0.0, 0.0]
    for _ in range(n):
        ready = 0.0
        for k, seconds in enumerate([load, copy, compute]):
            ready = max(ready, free[k]) + seconds
            free[k] = ready
    return free[2]


def pinned_loader(ds, batch_size, use_cuda):
    kwargs = dict(batch_size=batch_size, shuffle=False, num_workers=0, drop_last=False)
    if use_cuda:
        kwargs["pin_memory"] = True
    return data.DataLoader(ds, **kwargs)


def move(batch, device, non_blocking=False):
    device = torch.device(device)
    moved = []
    for tensor in batch:
        if non_blocking and tensor.is_pinned():
            moved.append(tensor.to(device, non_blocking=True))
        else:
            moved.append(tensor.to(device))
    return tuple(moved)


if __name__ == "__main__":
    print(total_time(1.0, 1.0, 2.0, 3, True))
