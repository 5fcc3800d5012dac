"""a1/u02 Create and share: tensors from lists and arrays, and which of them live in the same memory.

Letters in the comments: N rows, D numbers in a row.
"""

import numpy as np
import torch


def from_list(rows: list[list[float]]) -> torch.Tensor:
    """Make a float32 tensor of shape (N, D) of a list of N rows with D numbers each, also where all are whole numbers.

    >>> from_list([[1, 2, 3], [4, 5, 6]])
    tensor([[1., 2., 3.],
            [4., 5., 6.]])
    """
    raise NotImplementedError("a1/u02 from_list")


def copy_of(a: np.ndarray) -> torch.Tensor:
    """Make a tensor with the numbers, shape and dtype of the array a, in memory of its own.

    What is written into one of the two later, the other one does not notice. a may be mirrored, like `photo[:, ::-1]`.

    >>> photo = np.array([[0.5, 1.5, 2.5]])
    >>> x = copy_of(photo)
    >>> photo[0, 2] = 9.0
    >>> x
    tensor([[0.5000, 1.5000, 2.5000]], dtype=torch.float64)
    """
    raise NotImplementedError("a1/u02 copy_of")


def window_on(a: np.ndarray) -> torch.Tensor:
    """Make a tensor that lives in the memory of the array a, with its shape and dtype; a is not mirrored.

    What is written into one of the two later, the other one shows.

    >>> photo = np.array([[0.5, 1.5, 2.5]])
    >>> x = window_on(photo)
    >>> photo[0, 2] = 9.0
    >>> x
    tensor([[0.5000, 1.5000, 9.0000]], dtype=torch.float64)
    """
    raise NotImplementedError("a1/u02 window_on")


def shares_memory(x: torch.Tensor, y: torch.Tensor) -> bool:
    """Say whether two tensors (not empty) live in the same storage, even if in different parts of it.

    >>> x = torch.zeros(4, 3)
    >>> shares_memory(x[0], x[2]), shares_memory(x, x.clone())
    (True, False)
    """
    raise NotImplementedError("a1/u02 shares_memory")


def like_but_zero(x: torch.Tensor) -> torch.Tensor:
    """Make a new tensor full of zeros with the shape, dtype and device of x, whatever numbers x holds.

    >>> like_but_zero(torch.tensor([[1, 2, 3]]))
    tensor([[0, 0, 0]])
    """
    raise NotImplementedError("a1/u02 like_but_zero")


def count_bytes(x: torch.Tensor) -> int:
    """Say how many bytes the numbers of x take: how many there are, times the bytes of one.

    >>> count_bytes(torch.zeros(2, 3))
    24
    """
    raise NotImplementedError("a1/u02 count_bytes")
