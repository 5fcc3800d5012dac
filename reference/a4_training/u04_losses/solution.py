"""a4/u04 Losses: how wrong is a network? Scores become probabilities, and probabilities become one number.

Letters in the comments: N photos in a batch, K classes.
"""

import torch
import torch.nn.functional as F


def log_softmax(z: torch.Tensor) -> torch.Tensor:
    """Give the log of each probability: along the last axis of z, exp(z) divided by the sum of all exp(z).

    z has one axis or more, and finite scores up to 10,000 on either side of 0. The answer has the shape and dtype of z.

    >>> log_softmax(torch.tensor([[1000.0, 1000.0]]))
    tensor([[-0.6931, -0.6931]])
    """
    # BEGIN SOLUTION
    shifted = z - z.amax(dim=-1, keepdim=True)  # (..., K)
    return shifted - shifted.exp().sum(dim=-1, keepdim=True).log()  # (..., K)
    # END SOLUTION


def cross_entropy(z: torch.Tensor, y: torch.Tensor, reduction: str = "mean") -> torch.Tensor:
    """Give the loss -log(probability of the true class), for scores z, (N, K), and labels y, (N,), int64.

    reduction: "mean" over the N photos, shape (); "sum" of the N losses, shape (); "none", the N losses, shape (N,).

    >>> cross_entropy(torch.tensor([[5.0, 5.0], [0.0, 0.0]]), torch.tensor([1, 0]))
    tensor(0.6931)
    >>> cross_entropy(torch.tensor([[5.0, 5.0], [0.0, 0.0]]), torch.tensor([1, 0]), reduction="none")
    tensor([0.6931, 0.6931])
    """
    # BEGIN SOLUTION
    losses = -z.log_softmax(dim=1)[torch.arange(len(y)), y]  # (N,)
    return {"mean": losses.mean(), "sum": losses.sum(), "none": losses}[reduction]
    # END SOLUTION


def bce_with_logits(z: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Give the mean of -(y * log(p) + (1 - y) * log(1 - p)) with p = sigmoid(z), shape ().

    z and y have one shape, any; one score z for each yes-or-no question, finite, up to 10,000 on either side of 0. The
    answers y are floats from 0 (no) to 1 (yes).

    >>> bce_with_logits(torch.tensor([0.0, 0.0]), torch.tensor([1.0, 0.0]))
    tensor(0.6931)
    """
    # BEGIN SOLUTION
    return -(y * F.logsigmoid(z) + (1 - y) * F.logsigmoid(-z)).mean()  # ()
    # END SOLUTION


def smooth_targets(y: torch.Tensor, k: int, eps: float) -> torch.Tensor:
    """Give for each label of y, (N,), int64, a row of K = k probabilities: float32, (N, K), every row sums to 1.

    First all k classes share eps equally, the true one included; the rest, 1 - eps, goes to the true class.

    >>> smooth_targets(torch.tensor([1]), 2, 0.5)
    tensor([[0.2500, 0.7500]])
    """
    # BEGIN SOLUTION
    return F.one_hot(y, k) * (1 - eps) + eps / k  # (N, K)
    # END SOLUTION


def mse(p: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Give the mean of the squared differences between predictions p and targets y, shape ().

    Raises ValueError where their shapes differ, even if torch could broadcast them: above all (N, 1) against (N,).

    >>> mse(torch.tensor([1.0, 2.0]), torch.tensor([1.0, 6.0]))
    tensor(8.)
    """
    # BEGIN SOLUTION
    if p.shape != y.shape:
        raise ValueError(f"p has shape {tuple(p.shape)}, y has {tuple(y.shape)}: they must be equal")
    return ((p - y) ** 2).mean()  # ()
    # END SOLUTION
