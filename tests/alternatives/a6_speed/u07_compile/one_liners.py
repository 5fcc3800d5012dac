"""a6/u07 Compiling: what a captured graph is, what breaks it, what makes torch compile anew.

Letters in the comments: N photos in a batch, M the same with rows of padding, H height, W width.
"""

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import fx


class Counting:
    """A backend that compiles nothing and counts the graphs that torch hands to it.

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


def count_graphs(fn, *args): return count_compiles(fn, argsets=[args])


def count_compiles(fn, argsets, dynamic=None):
    b = (torch.compiler.reset(), Counting())[1]
    return [torch.compile(fn, backend=b, dynamic=dynamic)(*a) for a in argsets] and b.count or 0


def no_breaks(x): return torch.where(x.mean() <= 0.5, 2 * x, x - 1 / 4).clip(0, 1)


def stable_shapes(batches, multiple):
    return [(torch.cat([b, torch.zeros(-len(b) % multiple, *b.shape[1:], dtype=b.dtype)]), torch.tensor([i < len(b) for i in range(len(b) + -len(b) % multiple)])) for b in batches]


def compiled_equal(fn, x, backend): return torch.allclose(torch.compile(fn, backend=backend)(1 * x), fn(1 * x), rtol=1e-3)
