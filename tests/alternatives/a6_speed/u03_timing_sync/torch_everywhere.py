"""a6/u03 with tensors for the times, a counting mode of its own, and a weight for each mean."""

import torch
from torch.autograd import profiler
from torch.overrides import TorchFunctionMode

WAITS = ("item", "__float__", "__int__", "__bool__", "__repr__", "__format__", "tolist", "numpy", "cpu")


class Counting(TorchFunctionMode):
    count = 0

    def __torch_function__(self, func, types, args=(), kwargs=None):
        if func.__name__ in WAITS:
            self.count += 1
        return func(*args, **(kwargs or {}))


def benchmark(fn, sync, clock, warmup=3, repeat=10):
    times = torch.zeros(repeat)  # float32 is precise enough for a stop watch
    for i in range(-warmup, repeat):
        sync()
        start = clock()
        fn()
        sync()
        if i >= 0:
            times[i] = clock() - start
    middle = times.quantile(0.5)
    return {"median": middle.item(), "spread": (times - middle).abs().quantile(0.5).item()}


def count_syncs(fn):
    counting = Counting()
    with counting:
        fn()
    return counting.count


def train_epoch_lazy(model, batches, opt, loss_fn):
    total = 0
    for x, y in batches:
        model.zero_grad()
        loss = loss_fn(model(x), y)
        total = total + loss.detach() / len(batches)
        loss.backward()
        opt.step()
    return total.tolist()


def hot_ops(fn, n):
    with profiler.profile() as prof:
        fn()
    averages = [e for e in prof.key_averages() if e.key.startswith("aten::")]
    averages.sort(key=lambda e: e.key)
    averages.sort(key=lambda e: e.count, reverse=True)
    return [(e.key, e.count) for e in averages[:n]]


def speedup(before, after):
    a, b = before["median"], after["median"]
    if not (a - before["spread"] > b + after["spread"] or a + before["spread"] < b - after["spread"]):
        return "no clear difference"
    ratio = a / b
    return f"{ratio:.1f}x faster" if ratio >= 1 else f"{1 / ratio:.1f}x slower"
