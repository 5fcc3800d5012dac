"""a6/u03 Timing and waiting."""

import statistics

import torch
from torch.overrides import TorchFunctionMode
from torch.profiler import ProfilerActivity, profile

WAITS = ("item", "__float__", "__int__", "__bool__", "__repr__", "__format__", "tolist", "numpy", "cpu")


class Listener(TorchFunctionMode):
    def __init__(self):
        super().__init__()
        self.heard = []

    def __torch_function__(self, func, types, args=(), kwargs=None):
        self.heard.append(func.__name__)
        return func(*args, **(kwargs or {}))


def benchmark(fn, sync, clock, warmup=3, repeat=10):
    for _ in range(warmup):
        fn()
    sync()
    seconds = []
    for _ in range(repeat):
        begin = clock()
        fn()
        sync()
        seconds.append(clock() - begin)
    middle = statistics.median(seconds)
    return {"median": middle, "spread": statistics.median([abs(s - middle) for s in seconds])}


def count_syncs(fn):
    ear = Listener()
    with ear:
        fn()
    return len([name for name in ear.heard if name in WAITS])


def train_epoch_lazy(model, batches, opt, loss_fn):
    total = 0.0
    for i, (x, y) in enumerate(batches):
        opt.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        opt.step()
        print("step", i, loss)
        total += loss.detach()
    return (total / len(batches)).item()


def hot_ops(fn, n):
    with profile(activities=[ProfilerActivity.CPU]) as prof:
        fn()
    pairs = [(e.key, e.count) for e in prof.key_averages() if e.key.startswith("aten::")]
    pairs.sort(key=lambda p: (-p[1], p[0]))
    return pairs[:n]


def speedup(before, after):
    a, b = before["median"], after["median"]
    if abs(a - b) <= before["spread"] + after["spread"]:
        return "no clear difference"
    if b < a:
        return f"{a / b:.1f}x faster"
    return f"{b / a:.1f}x slower"
