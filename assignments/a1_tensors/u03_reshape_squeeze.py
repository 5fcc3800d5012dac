"""a1/u03 Reshape and squeeze: the same numbers in another shape.

Letters in the comments: B batch, C channels, H height, W width, D numbers in one picture, N rows.
"""

import torch


def flatten_batch(x: torch.Tensor) -> torch.Tensor:
    """Lay each picture of the batch x, of shape (B, ...), into one row: (B, D).

    x has at least two axes; all behind the first one belong to the picture. A batch may be empty: B = 0.

    >>> flatten_batch(torch.tensor([[[1, 2], [3, 4]], [[5, 6], [7, 8]]]))
    tensor([[1, 2, 3, 4],
            [5, 6, 7, 8]])
    """
    raise NotImplementedError("a1/u03 flatten_batch")


def add_channel(x: torch.Tensor) -> torch.Tensor:
    """Give grey pictures x, of shape (B, H, W), an axis for their one channel: (B, 1, H, W).

    >>> add_channel(torch.zeros(5, 3, 4)).shape
    torch.Size([5, 1, 3, 4])
    """
    raise NotImplementedError("a1/u03 add_channel")


def drop_channel(x: torch.Tensor) -> torch.Tensor:
    """Take the channel axis away from pictures x with one channel, (B, 1, H, W): (B, H, W), also where B, H or W is 1.

    >>> drop_channel(torch.zeros(1, 1, 3, 4)).shape
    torch.Size([1, 3, 4])
    """
    raise NotImplementedError("a1/u03 drop_channel")


def as_rows(x: torch.Tensor, width: int) -> torch.Tensor:
    """Write the numbers of x, a tensor of any shape, in their order into rows of `width` numbers: (N, width).

    The numbers always fill the last row.

    >>> as_rows(torch.tensor([[1, 2], [3, 4], [5, 6]]), width=3)
    tensor([[1, 2, 3],
            [4, 5, 6]])
    """
    raise NotImplementedError("a1/u03 as_rows")


def unflatten(x: torch.Tensor, chw: tuple[int, int, int]) -> torch.Tensor:
    """Make pictures again of the rows x, (B, D), that `flatten_batch` gave: (B, C, H, W), where `chw` is (C, H, W).

    >>> unflatten(torch.tensor([[1, 2, 3, 4, 5, 6]]), chw=(1, 2, 3))
    tensor([[[[1, 2, 3],
              [4, 5, 6]]]])
    """
    raise NotImplementedError("a1/u03 unflatten")
