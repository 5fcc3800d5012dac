"""a6/u01 Vectorise: one operator for all the numbers, instead of one for each.

Letters in the comments: N and M rows, D features, k numbers in a window, B photos in a batch, H height, W width,
K classes.
"""

import math
from collections.abc import Callable

import torch


def pairwise(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Give the squared distance of every row of a, (N, D), from every row of b, (M, D), as a table of shape (N, M).

    How many operators that takes does not depend on N, M and D.

    >>> pairwise(torch.tensor([[0.0, 0.0]]), torch.tensor([[3.0, 4.0], [0.0, 2.0]]))
    tensor([[25.,  4.]])
    """
    raise NotImplementedError("a6/u01 pairwise")


def moving_average(x: torch.Tensor, k: int) -> torch.Tensor:
    """Give the mean of each k neighbours of x, (N,): x[0] to x[k - 1], then x[1] to x[k], and so on: (N - k + 1,).

    Only full windows count, 1 <= k <= N. How many operators that takes does not depend on N and k.

    >>> moving_average(torch.tensor([1.0, 3.0, 8.0, 10.0]), 2)
    tensor([2.0000, 5.5000, 9.0000])
    """
    raise NotImplementedError("a6/u01 moving_average")


def relu_loop_to_ops(x: torch.Tensor) -> torch.Tensor:
    """Give 0.1 * v for each number v of x below 0, 6 for each above 6, and v itself for all others.

    The shape may be any; the answer has the shape of x. How many operators that takes does not depend on it.

    >>> relu_loop_to_ops(torch.tensor([-20.0, 3.0, 50.0]))
    tensor([-2.,  3.,  6.])
    """
    raise NotImplementedError("a6/u01 relu_loop_to_ops")


def batch_predict(model: Callable[[torch.Tensor], torch.Tensor], items: list[torch.Tensor], size: int) -> torch.Tensor:
    """Give the model's scores for a list of N photos, each (1, H, W), in their order: a table of shape (N, K).

    The model takes (B, 1, H, W) and gives (B, K). It is asked with batches of `size` photos, B = size; the last batch
    may be shorter. Each photo is asked about once.

    >>> photos = [torch.full((1, 2, 2), float(n)) for n in (3, 5, 7)]
    >>> batch_predict(lambda batch: batch.sum(dim=(2, 3)), photos, 2)
    tensor([[12.],
            [20.],
            [28.]])
    """
    raise NotImplementedError("a6/u01 batch_predict")


def estimate_parallel(n_tasks: int, n_cores: int, t: float) -> float:
    """Give the seconds that n_cores cores need for n_tasks tasks of t seconds each.

    The cores work at the same time. Each does one task after the other, and a task cannot be shared.

    >>> estimate_parallel(10, 4, 3.0)
    9.0
    """
    raise NotImplementedError("a6/u01 estimate_parallel")
