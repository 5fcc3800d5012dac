"""a1/u09 Strides and views: other ways of reading the same memory.

Letters in the comments: N and M rows and columns, L numbers in one row, k numbers in one window.
"""

import torch


def offset_of(index: tuple[int, ...], stride: tuple[int, ...]) -> int:
    """Give the number of places in memory from the first number of a tensor of this `stride` to the one at `index`.

    `index` has one entry for each axis, counted from 0; a tensor without axes has the index () and the stride ().

    >>> offset_of((2, 3), stride=(10, 1))
    23
    """
    raise NotImplementedError("a1/u09 offset_of")


def is_contiguous(shape: tuple[int, ...], stride: tuple[int, ...]) -> bool:
    """Say whether a tensor of this `shape` and `stride` lies in memory as it is read: row by row, without a gap.

    The answer is the one that torch gives: the stride of an axis of length 1 is never used, so it does not count, and
    a tensor without numbers (a length is 0) is contiguous.

    >>> is_contiguous((3, 4), (4, 1)), is_contiguous((4, 3), (1, 4))
    (True, False)
    """
    raise NotImplementedError("a1/u09 is_contiguous")


def row_windows(x: torch.Tensor, k: int) -> torch.Tensor:
    """Give all windows of k neighbours in x, of shape (L,), one in each row, as a view of x: (L - k + 1, k).

    k is at least 1 and at most L.

    >>> row_windows(torch.tensor([3, 1, 4, 1, 5]), k=2)
    tensor([[3, 1],
            [1, 4],
            [4, 1],
            [1, 5]])
    """
    raise NotImplementedError("a1/u09 row_windows")


def diagonal_view(x: torch.Tensor) -> torch.Tensor:
    """Give the numbers x[0, 0], x[1, 1], … of x, of shape (N, M), as a view of x: (min(N, M),).

    >>> diagonal_view(torch.tensor([[3, 1, 4], [1, 5, 9]]))
    tensor([3, 5])
    """
    raise NotImplementedError("a1/u09 diagonal_view")


def transpose_by_strides(x: torch.Tensor) -> torch.Tensor:
    """Give x, of shape (N, M), with rows and columns exchanged, as a view of x: (M, N).

    >>> transpose_by_strides(torch.tensor([[3, 1, 4], [1, 5, 9]]))
    tensor([[3, 1],
            [1, 5],
            [4, 9]])
    """
    raise NotImplementedError("a1/u09 transpose_by_strides")
