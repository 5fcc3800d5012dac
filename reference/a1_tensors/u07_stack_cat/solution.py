"""a1/u07 Stack and cat: one tensor out of several, and several out of one.

Letters in the comments: N and M pictures or rows, C channels, H height, W width, D features.
"""

import torch


def to_batch(pictures: list[torch.Tensor]) -> torch.Tensor:
    """Make one batch, (N, C, H, W), of a list of N pictures, each of shape (C, H, W).

    >>> to_batch([torch.zeros(3, 2, 5), torch.zeros(3, 2, 5)]).shape
    torch.Size([2, 3, 2, 5])
    """
    # BEGIN SOLUTION
    return torch.stack(pictures)  # (N, C, H, W)
    # END SOLUTION


def append_rows(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Put the rows of b, (M, D), below those of a, (N, D): one table of shape (N + M, D).

    >>> append_rows(torch.tensor([[1, 2], [3, 4]]), torch.tensor([[5, 6]]))
    tensor([[1, 2],
            [3, 4],
            [5, 6]])
    """
    # BEGIN SOLUTION
    return torch.cat((a, b))  # (N + M, D)
    # END SOLUTION


def interleave(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Let a and b, both (N, ...), take turns along axis 0: a[0], b[0], a[1], b[1] and so on, of shape (2N, ...).

    There may be any number of axes behind the first one, or none.

    >>> interleave(torch.tensor([[1, 2], [3, 4]]), torch.tensor([[10, 20], [30, 40]]))
    tensor([[ 1,  2],
            [10, 20],
            [ 3,  4],
            [30, 40]])
    """
    # BEGIN SOLUTION
    pairs = torch.stack((a, b), dim=1)  # (N, 2, ...)
    return pairs.flatten(end_dim=1)  # (2N, ...)
    # END SOLUTION


def side_by_side(pictures: list[torch.Tensor]) -> torch.Tensor:
    """Put pictures beside each other, the first one on the left: one picture as wide as all of them together.

    All have the same C and H, and each has its own W: shapes (C, H, W) with different W, result (C, H, sum of all W).

    >>> side_by_side([torch.zeros(3, 2, 5), torch.zeros(3, 2, 4)]).shape
    torch.Size([3, 2, 9])
    """
    # BEGIN SOLUTION
    return torch.cat(pictures, dim=2)  # (C, H, sum of all W)
    # END SOLUTION


def split_batch(x: torch.Tensor, sizes: list[int]) -> list[torch.Tensor]:
    """Cut x, of shape (N, ...), along axis 0 into a list of pieces: the first has sizes[0] entries, and so on.

    The sizes are at least 1 and add up to N. Every piece keeps all of the axes of x.

    >>> split_batch(torch.tensor([10, 20, 30, 40]), [1, 3])
    [tensor([10]), tensor([20, 30, 40])]
    """
    # BEGIN SOLUTION
    return list(x.split(sizes))  # (sizes[0], ...), (sizes[1], ...) and so on
    # END SOLUTION
