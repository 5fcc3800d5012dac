"""a6/u03, as short as it gets."""

from statistics import median

import torch
from torch.overrides import TorchFunctionMode
from torch.profiler import profile

WAITS = ("item", "__float__", "__int__", "__bool__", "__repr__", "__format__", "tolist", "numpy", "cpu")


class Listener(TorchFunctionMode):
    def __init__(self):
        super().__init__()
        self.heard = []

    def __torch_function__(self, func, types, args=(), kwargs=None):
        self.heard.append(func.__name__)
        return func(*args, **(kwargs or {}))


def benchmark(fn, sync, clock, warmup=3, repeat=10):
    def once():
        sync()
        return -clock() + (fn(), sync(), clock())[2]

    times = [once() for _ in range(warmup + repeat)][warmup:]
    m = median(times)
    return {"median": m, "spread": median(abs(t - m) for t in times)}


def count_syncs(fn):
    with Listener() as ear:
        fn()
    return sum(map(WAITS.__contains__, ear.heard))


def train_epoch_lazy(model, batches, opt, loss_fn):
    def step(x, y):
        opt.zero_grad()
        (loss := loss_fn(model(x), y)).backward()
        opt.step()
        return loss.detach()

    return torch.stack([step(x, y) for x, y in batches]).mean().item()


def hot_ops(fn, n):
    with profile() as p:
        fn()
    return sorted(((e.key, e.count) for e in p.key_averages() if e.key[:6] == "aten::"), key=lambda c: (-c[1], c[0]))[:n]


def speedup(before, after):
    a, b = before["median"], after["median"]
    gap = abs(a - b) > before["spread"] + after["spread"]
    return f"{max(a, b) / min(a, b):.1f}x {'faster' if b < a else 'slower'}" if gap else "no clear difference"
