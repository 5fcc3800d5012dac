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


def count_graphs(fn: Callable[..., Any], *args: Any) -> int:
    """Give the number of graphs that torch makes when `fn` is compiled and called once, as fn(*args).

    >>> count_graphs(lambda x: (x * 2).clamp(0, 1), torch.tensor([0.25, 0.75]))
    1
    """
    raise NotImplementedError("a6/u07 count_graphs")


def count_compiles(fn: Callable[..., Any], argsets: Sequence[tuple[Any, ...]], dynamic: bool | None = None) -> int:
    """Compile `fn` once, call it with each tuple of arguments in turn, and give how often a graph was made.

    What was compiled before is forgotten first. `dynamic` is handed on to torch.compile.

    >>> count_compiles(lambda x: x * 2, [(torch.ones(n),) for n in (3, 4, 5, 3)], dynamic=False)
    3
    """
    raise NotImplementedError("a6/u07 count_compiles")


def no_breaks(x: torch.Tensor) -> torch.Tensor:
    """Give what `with_breaks(x)` gives, (H, W) to (H, W), in a single graph; it need not print anything.

    >>> no_breaks(torch.tensor([[0.25, 0.125]]))
    tensor([[0.5000, 0.2500]])
    """
    raise NotImplementedError("a6/u07 no_breaks")


def stable_shapes(batches: Sequence[torch.Tensor], multiple: int) -> list[tuple[torch.Tensor, torch.Tensor]]:
    """Bring each batch, (N, ...), to (M, ...) with rows of zeros at the end; M is N rounded up to a multiple.

    Gives one tuple for each batch: the padded batch, in the dtype of the batch, and a mask of shape (M,), True for
    the rows that were there before.

    >>> stable_shapes([torch.tensor([5.0, 6.0, 7.0])], 4)
    [(tensor([5., 6., 7., 0.]), tensor([ True,  True,  True, False]))]
    """
    raise NotImplementedError("a6/u07 stable_shapes")


def compiled_equal(fn: Callable[[torch.Tensor], torch.Tensor], x: torch.Tensor, backend: Any) -> bool:
    """Tell whether `fn` gives the same for x when it is compiled with `backend`, apart from rounding.

    `fn` may change what it is given: each of the two calls gets a copy of x.

    >>> compiled_equal(lambda x: x * 2, torch.tensor([1.0, 3.0]), "eager")
    True
    """
    raise NotImplementedError("a6/u07 compiled_equal")
