"""a2/u02 Gradient bookkeeping: where gradients come from, where they are kept, and how they move a parameter.

A parameter is a tensor that torch records for: one with `requires_grad=True`. N is the number of points.
"""

import math
from collections.abc import Callable

import torch


def slope(f: Callable[[torch.Tensor], torch.Tensor], x: float) -> float:
    """Give the derivative of f at x as a plain float. f takes a tensor of one number and answers with one, both ().

    The `.grad` of every tensor that f uses inside stays as it is.

    >>> slope(lambda t: t**3, 2.0)
    12.0
    """
    raise NotImplementedError("a2/u02 slope")


def gd_step(params: list[torch.Tensor], lr: float) -> None:
    """Move each parameter downhill, in place, by lr times its gradient. A `.grad` stays as it is.

    A parameter whose `.grad` is None stays where it is.

    >>> w = torch.tensor([1.0, 2.0], requires_grad=True)
    >>> w.grad = torch.tensor([4.0, -4.0])
    >>> gd_step([w], 0.5)
    >>> w, w.grad
    (tensor([-1.,  4.], requires_grad=True), tensor([ 4., -4.]))
    """
    raise NotImplementedError("a2/u02 gd_step")


def fit_line(x: torch.Tensor, y: torch.Tensor, lr: float, steps: int) -> tuple[float, float]:
    """Fit a line to N points, x and y of shape (N,): give (slope, intercept) as floats after `steps` steps downhill.

    Both begin at 0, in the dtype of x. The loss is the mean squared error over all points.

    >>> fit_line(torch.tensor([0.0, 2.0]), torch.tensor([1.0, 5.0]), lr=0.125, steps=1)
    (1.25, 0.75)
    """
    raise NotImplementedError("a2/u02 fit_line")


def frozen_copy(x: torch.Tensor) -> torch.Tensor:
    """Give the numbers of x in memory of their own, unrecorded: whatever happens to x later, the copy stays.

    x itself stays as it is, and is recorded as before.

    >>> x = torch.tensor([1.0, 2.0], requires_grad=True)
    >>> frozen_copy(x)
    tensor([1., 2.])
    """
    raise NotImplementedError("a2/u02 frozen_copy")


def grad_norm(params: list[torch.Tensor]) -> float:
    """Give the length of all gradients together as a float: the root of the sum of the squares of all their numbers.

    A parameter whose `.grad` is None adds nothing.

    >>> w, b = torch.zeros(2, requires_grad=True), torch.zeros((), requires_grad=True)
    >>> w.grad, b.grad = torch.tensor([2.0, 3.0]), torch.tensor(6.0)
    >>> grad_norm([w, b])
    7.0
    """
    raise NotImplementedError("a2/u02 grad_norm")
