# 我的第一个预取器：每一步都打印出来
import torch
from torch.utils.data import DataLoader


def say(*words):
    print("[u04]", *words)


class Prefetcher:
    def __init__(self, batches, copy, wait):
        self.wait = wait
        self.batches = batches
        self.copy = copy
        self.have_one = False
        self.tray = None

    def __iter__(self):
        # 每一轮开始都清空托盘
        self.have_one = False
        for number, batch in enumerate(self.batches):
            say("copy", number)
            new_tray = self.copy(batch)
            if self.have_one:
                self.wait(self.tray)
                yield self.tray
            self.tray = new_tray
            self.have_one = True
        # 最后一份还在手里
        if self.have_one:
            last = self.tray
            self.wait(last)
            self.tray, self.have_one = None, False
            yield last


def total_time(load, copy, compute, n, overlapped):
    slowest = load
    if copy > slowest:
        slowest = copy
    if compute > slowest:
        slowest = compute
    time = 0.0
    for i in range(n):
        if i == 0 or not overlapped:
            time = time + load + copy + compute  # 第一个要走完三站
        else:
            time = time + slowest  # 其余的只加最慢的一站
    say("time", time)
    return time


def pinned_loader(ds, batch_size, use_cuda):
    if use_cuda:
        say("pinned")
        return DataLoader(ds, batch_size=batch_size, pin_memory=True)
    else:
        return DataLoader(ds, batch_size=batch_size, pin_memory=False)


def move(batch, device, non_blocking=False):
    parts = list(batch)
    for i in range(len(parts)):
        pinned = parts[i].is_pinned()
        say("part", i, "pinned", pinned)
        parts[i] = parts[i].to(device, non_blocking=True) if pinned and non_blocking else parts[i].to(device)
    return tuple(parts)


if __name__ == "__main__":
    print(move((torch.ones(2),), "cpu"))
