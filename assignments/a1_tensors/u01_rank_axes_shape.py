"""a1/u01 Rank, axes, shape: how a tensor is built, and how to point at what is in it.

Letters in the comments: B batch (how many pictures), C colour channels, H height (rows), W width (columns).
"""

import torch


def rank(x: torch.Tensor) -> int:
    """Count the axes of x: how many numbers in square brackets it takes to point at one entry.

    >>> rank(torch.zeros(5, 7))
    2
    """
    raise NotImplementedError("a1/u01 rank")


def length_of_axis(x: torch.Tensor, axis: int) -> int:
    """Give the length of one axis of x. Axes count 0, 1, 2, … from the left, or -1, -2, … from the right.

    >>> length_of_axis(torch.zeros(5, 7), axis=1)
    7
    """
    raise NotImplementedError("a1/u01 length_of_axis")


def n_elements_from_shape(shape: tuple[int, ...]) -> int:
    """Work out how many numbers a tensor of this shape holds, without making the tensor: it may be too large.

    >>> n_elements_from_shape((5, 7))
    35
    """
    raise NotImplementedError("a1/u01 n_elements_from_shape")


def name_axes(x: torch.Tensor) -> dict[str, int]:
    """Give the length of each axis of x under its letter.

    x is one picture, (C, H, W), or a batch of pictures, (B, C, H, W). The answer has a letter for each axis that x has.

    >>> name_axes(torch.zeros(3, 5, 7))
    {'C': 3, 'H': 5, 'W': 7}
    """
    raise NotImplementedError("a1/u01 name_axes")


def first_picture(batch: torch.Tensor) -> torch.Tensor:
    """Take the first picture out of a batch of shape (B, C, H, W): a tensor of shape (C, H, W).

    >>> first_picture(torch.tensor([[[[1, 2]]], [[[3, 4]]]]))  # two grey pictures, one row of two pixels each
    tensor([[[1, 2]]])
    """
    raise NotImplementedError("a1/u01 first_picture")
