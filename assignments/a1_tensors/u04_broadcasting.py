"""a1/u04 Broadcasting: how torch combines tensors of different shapes.

Letters in the comments: N and M rows, D features, B batch, C channels, H height, W width.
"""

import torch


def broadcast_shape(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    """Give the shape of `x + y` for x of shape `a` and y of shape `b`, without making any tensor.

    Raises ValueError where two lengths clash: they differ and neither of them is 1.

    >>> broadcast_shape((4, 1), (3,))
    (4, 3)
    """
    raise NotImplementedError("a1/u04 broadcast_shape")


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    """Subtract from each row of x, of shape (N, D), the mean of that row.

    >>> centre_rows(torch.tensor([[1.0, 3.0], [5.0, 9.0]]))
    tensor([[-1.,  1.],
            [-2.,  2.]])
    """
    raise NotImplementedError("a1/u04 centre_rows")


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Give the squared distance of every row of a, (N, D), from every row of b, (M, D), as a table of shape (N, M).

    >>> pairwise_sqdist(torch.tensor([[0.0, 0.0]]), torch.tensor([[3.0, 4.0], [0.0, 2.0]]))
    tensor([[25.,  4.]])
    """
    raise NotImplementedError("a1/u04 pairwise_sqdist")


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    """Subtract from each channel of x, (B, C, H, W), its entry of mean, (C,), then divide by its entry of std, (C,).

    >>> pixels = torch.tensor([[[[1.0, 3.0]], [[10.0, 50.0]]]])  # (1, 2, 1, 2)
    >>> normalise_channels(pixels, torch.tensor([2.0, 30.0]), torch.tensor([1.0, 10.0]))
    tensor([[[[-1.,  1.]],
    <BLANKLINE>
             [[-2.,  2.]]]])
    """
    raise NotImplementedError("a1/u04 normalise_channels")


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    """Give the mean squared error of two tensors of one and the same shape, as a tensor of shape ().

    Raises ValueError where the shapes differ, even if torch could broadcast them: above all (N, 1) against (N,).

    >>> safe_mse(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 6.0]))
    tensor(8.)
    """
    raise NotImplementedError("a1/u04 safe_mse")
