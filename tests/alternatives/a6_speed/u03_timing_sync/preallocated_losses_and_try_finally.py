"""a6/u03: losses go into a tensor beside the first one; modes are opened and closed by hand."""

import statistics as st

import torch
from torch.overrides import TorchFunctionMode
from torch.profiler import ProfilerActivity, profile

WAITS = {"item", "__float__", "__int__", "__bool__", "__repr__", "__format__", "tolist", "numpy", "cpu"}


class Listener(TorchFunctionMode):
    def __init__(self):
        super().__init__()
        self.heard = []

    def __torch_function__(self, func, types, args=(), kwargs=None):
        self.heard.append(func.__name__)
        if kwargs is None:
            kwargs = {}
        return func(*args, **kwargs)


def mad(times, middle):
    return st.median(map(lambda t: abs(middle - t), times))


def benchmark(fn, sync, clock, *, warmup=3, repeat=10):
    i = 0
    while i < warmup:
        fn()
        i += 1
    sync()
    sync()  # twice does no harm
    total, times = clock(), []
    for _ in range(repeat):
        t = clock()
        fn()
        sync()
        times.append(clock() - t)
    print("all in all", clock() - total)
    return dict(zip(("median", "spread"), (st.median(times), mad(times, st.median(times))), strict=True))


def count_syncs(fn):
    listener = Listener()
    listener.__enter__()
    try:
        fn()
    finally:
        listener.__exit__(None, None, None)
    return len(list(filter(WAITS.__contains__, listener.heard)))


def train_epoch_lazy(model, batches, opt, loss_fn):
    losses = None
    for i, (x, y) in enumerate(batches):
        opt.zero_grad(set_to_none=False)
        loss = loss_fn(model(x), y)
        torch.autograd.backward(loss)
        opt.step()
        if losses is None:
            losses = loss.new_zeros(len(batches))  # on the device
        losses[i] = loss.detach()
    return losses.mean().cpu().item()


def hot_ops(fn, n):
    with profile(activities=[ProfilerActivity.CPU], record_shapes=False, with_stack=False) as prof:
        fn()
    table = {}
    for event in prof.events():
        if event.name.startswith("aten::"):
            table.setdefault(event.name, []).append(event)
    names = sorted(table, key=lambda name: (-len(table[name]), name))
    return [(name, len(table[name])) for name in names][:n]


def speedup(before, after):
    pair = sorted([before, after], key=lambda each: each["median"])
    if pair[0]["median"] + pair[0]["spread"] >= pair[1]["median"] - pair[1]["spread"]:
        return "no clear difference"
    ratio = round(pair[1]["median"] / pair[0]["median"], 1)
    return f"{ratio}x {'faster' if pair[0] is after else 'slower'}"
