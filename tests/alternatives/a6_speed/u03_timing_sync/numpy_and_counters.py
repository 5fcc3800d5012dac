"""a6/u03 with NumPy and collections.Counter; times are numpy numbers."""

from collections import Counter

import numpy as np
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
    stamps = [clock()]
    for _ in range(repeat):
        fn()
        sync()
        stamps.append(clock())
    times = np.diff(stamps)
    return {"median": np.median(times), "spread": np.median(np.abs(times - np.median(times))), "times": times}


def count_syncs(fn):
    with Listener() as listener:
        fn()
    counted = Counter(listener.heard)
    return sum(counted[name] for name in WAITS)


def train_epoch_lazy(model, batches, opt, loss_fn):
    losses = []
    opt.zero_grad()
    for x, y in batches:
        loss = loss_fn(model(x), y)
        loss.backward()
        losses.append(loss.data)
        opt.step()
        opt.zero_grad()
    return float(np.mean(torch.stack(losses).cpu().numpy()))


def hot_ops(fn, n):
    with profile(activities=[ProfilerActivity.CPU]) as prof:
        fn()
    counted = Counter(event.name for event in prof.events() if event.name.startswith("aten::"))
    return sorted(sorted(counted.items()), key=lambda item: item[1], reverse=True)[:n]


def speedup(before, after):
    low = {"before": before["median"] - before["spread"], "after": after["median"] - after["spread"]}
    high = {"before": before["median"] + before["spread"], "after": after["median"] + after["spread"]}
    if high["after"] < low["before"]:
        return f"{before['median'] / after['median']:.1f}x faster"
    if high["before"] < low["after"]:
        return f"{after['median'] / before['median']:.1f}x slower"
    return "no clear difference"
