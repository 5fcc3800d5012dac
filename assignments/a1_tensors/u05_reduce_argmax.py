"""a1/u05 Reduce and argmax: many numbers become one, along the axes that you name.

Letters in the comments: B batch, C channels, H height, W width, K classes, L numbers along the last axis.
"""

import torch


def channel_mean(x: torch.Tensor) -> torch.Tensor:
    """Average each channel of the pictures x, of shape (B, C, H, W), over all pictures and all pixels: (C,).

    >>> channel_mean(torch.tensor([[[[1.0, 3.0]], [[10.0, 30.0]]]]))  # one picture, two channels, 1 by 2 pixels
    tensor([ 2., 20.])
    """
    raise NotImplementedError("a1/u05 channel_mean")


def predictions(scores: torch.Tensor) -> torch.Tensor:
    """Name for each row of scores, (B, K), the class with the highest score: int64, (B,), classes count from 0.

    Of equal scores the first one wins.

    >>> predictions(torch.tensor([[0.1, 0.7, 0.2], [5.0, 3.0, 5.0]]))
    tensor([1, 0])
    """
    raise NotImplementedError("a1/u05 predictions")


def accuracy(scores: torch.Tensor, labels: torch.Tensor) -> float:
    """Give the share of rows of scores, (B, K), whose prediction is the row's label, (B,): a Python float, 0 to 1.

    >>> accuracy(torch.tensor([[0.1, 0.9], [0.8, 0.2]]), torch.tensor([1, 1]))
    0.5
    """
    raise NotImplementedError("a1/u05 accuracy")


def top_k_hit(scores: torch.Tensor, labels: torch.Tensor, k: int) -> torch.Tensor:
    """Say for each row of scores, (B, K), whether its label, (B,), is among the k highest scores: bool, (B,).

    No two scores of a row are equal, and k is from 1 to K.

    >>> top_k_hit(torch.tensor([[0.5, 0.3, 0.2], [0.5, 0.3, 0.2]]), torch.tensor([1, 2]), k=2)
    tensor([ True, False])
    """
    raise NotImplementedError("a1/u05 top_k_hit")


def masked_mean(x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Average x, (..., L), over its last axis, but only where the mask, of the same shape, is True: (...).

    The mean is 0 where nothing counts. Where the mask is False, x may hold anything, even NaN.

    >>> masked_mean(torch.tensor([[2.0, 4.0, 99.0]]), torch.tensor([[True, True, False]]))
    tensor([3.])
    """
    raise NotImplementedError("a1/u05 masked_mean")
