"""a6/u03 Timing and waiting: time it honestly, find out where the CPU waits, and train without waiting.

In this unit "the GPU" is whoever does what the CPU hands over. Times are in seconds.
"""

import statistics
from collections.abc import Callable
from typing import Any

import torch
from torch import nn
from torch.overrides import TorchFunctionMode
from torch.profiler import ProfilerActivity, profile

# Given: names under which torch is asked for a number that the CPU needs now. The handout's table says who asks so.
WAITS = ("item", "__float__", "__int__", "__bool__", "__repr__", "__format__", "tolist", "numpy", "cpu")


class Listener(TorchFunctionMode):
    """Given: hears every function of torch and every method of a tensor that is used while it is open.

    >>> x = torch.tensor(3.0)
    >>> with Listener() as listener:
    ...     y = (x * 2).item()
    >>> listener.heard
    ['mul', 'item']
    """

    def __init__(self) -> None:
        """Nothing is heard yet."""
        super().__init__()
        self.heard: list[str] = []

    def __torch_function__(self, func: Any, types: Any, args: Any = (), kwargs: Any = None) -> Any:
        """Torch calls this in place of `func`: note the name, then do what was asked for."""
        self.heard.append(func.__name__)
        return func(*args, **(kwargs or {}))


def benchmark(
    fn: Callable[[], object],
    sync: Callable[[], object],
    clock: Callable[[], float],
    warmup: int = 3,
    repeat: int = 10,
) -> dict[str, float]:
    """Call `fn()` warmup times without measuring, then time it `repeat` times, each call by itself.

    `sync()` comes back when the GPU has done everything; `clock()` is the time now. Gives {"median": ..., "spread":
    ...}: the median of the times, and the median of their distances from it. Work that was handed over before a
    measured call is not in its time.

    >>> benchmark(fn=lambda: None, sync=lambda: None, clock=iter([0.0, 2.0, 10.0, 13.0]).__next__, repeat=2)
    {'median': 2.5, 'spread': 0.5}
    """
    raise NotImplementedError("a6/u03 benchmark")


def count_syncs(fn: Callable[[], object]) -> int:
    """Call `fn()` once, and count how often something in it asks torch for a number under one of the names in WAITS.

    >>> loss = torch.tensor(3.0)
    >>> count_syncs(lambda: loss.item() + float(loss * 2))
    2
    """
    raise NotImplementedError("a6/u03 count_syncs")


def train_epoch_lazy(
    model: nn.Module,
    batches: list[tuple[torch.Tensor, torch.Tensor]],
    opt: torch.optim.Optimizer,
    loss_fn: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
) -> float:
    """Take one step for each batch (x, y), and give the mean of the losses, as a float, reading from the GPU only once.

    Model and batches are where they belong. `loss_fn(model(x), y)` is a loss of shape (). Each step starts from clean
    gradients. At least one batch; the mean is over the steps.

    >>> model = nn.Linear(1, 1, bias=False)
    >>> _ = nn.init.zeros_(model.weight)
    >>> ones, opt = torch.ones(2, 1), torch.optim.SGD(model.parameters(), lr=0.5)
    >>> train_epoch_lazy(model, [(ones, 2 * ones), (ones, 6 * ones)], opt, nn.functional.mse_loss)
    10.0
    """
    raise NotImplementedError("a6/u03 train_epoch_lazy")


def hot_ops(fn: Callable[[], object], n: int) -> list[tuple[str, int]]:
    """Call `fn()` once under torch's profiler, and give the n operators that were called most often, with the counts.

    Operators are what the profiler lists with a name that begins with "aten::". The most often called comes first;
    of equally many, the one whose name comes first in the alphabet. Fewer than n if there are no more.

    >>> a, b = torch.ones(2), torch.ones(2)
    >>> hot_ops(lambda: [torch.mul(a, b), torch.add(a, b), torch.mul(b, a)], 5)
    [('aten::mul', 2), ('aten::add', 1)]
    """
    raise NotImplementedError("a6/u03 hot_ops")


def speedup(before: dict[str, float], after: dict[str, float]) -> str:
    """Compare two results of `benchmark` in words: "2.5x faster", "2.5x slower", or "no clear difference".

    The last one if the stretches from median - spread to median + spread overlap or touch. The number is the ratio of
    the two medians, the larger by the smaller, with one digit after the point.

    >>> speedup({"median": 5.0, "spread": 0.5}, {"median": 2.0, "spread": 0.25})
    '2.5x faster'
    >>> speedup({"median": 5.0, "spread": 0.5}, {"median": 4.5, "spread": 0.25})
    'no clear difference'
    """
    raise NotImplementedError("a6/u03 speedup")
