"""a6/u07 Compiling: what a captured graph is, what breaks it, what makes torch compile anew.

Letters in the comments: N photos in a batch, M the same with rows of padding, H height, W width.
"""

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import fx


class Counting:
    """Given: a backend that compiles nothing and counts the graphs that torch hands to it.

    >>> backend = Counting()
    >>> compiled = torch.compile(lambda x: x * 2, backend=backend)
    >>> compiled(torch.tensor([1.0, 3.0])), backend.count
    (tensor([2., 6.]), 1)
    """

    def __init__(self) -> None:
        """No graph yet."""
        self.count = 0

    def __call__(self, gm: fx.GraphModule, example_inputs: list[Any]) -> Callable[..., Any]:
        """Torch calls this with each new graph, and keeps what it returns: here the graph, to be run as it is."""
        self.count += 1
        return gm.forward


def with_breaks(x: torch.Tensor) -> torch.Tensor:
    """Given: makes a bright photo darker and a dark one brighter, (H, W) to (H, W), and breaks into three graphs."""
    mean = x.mean()  # ()
    print(f"mean {mean.item():.2f}")  # noqa: T201 - it is one of the breaks
    if mean > 0.5:
        return (x - 0.25).clamp(0, 1)  # (H, W)
    return (x * 2).clamp(0, 1)  # (H, W)


def count_graphs(fn, *args):
    torch.compiler.reset()
    backend = Counting()
    torch.compile(fn, backend=backend)(*args)
    return backend.count


def count_compiles(fn, argsets, dynamic=None):
    counter = Counting()
    f = torch.compile(fn, backend=counter, dynamic=dynamic)
    [f(*args) for args in argsets]
    torch.compiler.reset  # forgotten brackets
    return counter.count


def no_breaks(x):
    darker, brighter = x - 0.25, x * 2
    return torch.where(x.mean() > 0.5, darker, brighter).clamp(0, 1)


def stable_shapes(batches, multiple):
    result = []
    for batch in batches:
        n = batch.shape[0]
        m = (n + multiple - 1) // multiple * multiple
        full = torch.zeros(m, *batch.shape[1:], dtype=batch.dtype)
        full[:n] = batch
        mask = torch.zeros(m, dtype=torch.bool)
        mask[:n] = True
        result.append((full, mask))
    return result


def compiled_equal(fn, x, backend):
    eager = fn(x.clone())
    compiled = torch.compile(fn, backend=backend)(x.clone())
    return torch.allclose(eager, compiled)
