"""a3/u01 Linear and Parameter: the commonest layer of all, written by hand, and what a network holds.

Letters in the comments: I inputs, H hidden numbers, O outputs; "..." stands for any axes in front, often the batch.
"""

import torch
from torch import nn


class Linear(nn.Module):
    """A layer that weighs: each of its outputs adds up all inputs, each times a weight of its own, and then a bias.

    `weight`, (O, I), has a row for each output; `bias`, (O,), has a number for each, or is None with `bias=False`.
    Both are parameters: numbers that training changes. The weight begins with random numbers, no two of them equal.

    >>> layer = Linear(in_features=3, out_features=2)
    >>> layer.weight.shape, layer.bias.shape
    (torch.Size([2, 3]), torch.Size([2]))
    """

    def __init__(self, in_features: int, out_features: int, bias: bool = True) -> None:
        super().__init__()
        # BEGIN SOLUTION
        self.weight = nn.Parameter(torch.randn(out_features, in_features))  # (O, I)
        self.bias = nn.Parameter(torch.zeros(out_features)) if bias else None  # (O,)
        # END SOLUTION

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Weigh the last axis of x, of shape (..., I), and leave the axes in front as they are: (..., O).

        >>> Linear(3, 2)(torch.zeros(5, 4, 3)).shape
        torch.Size([5, 4, 2])
        """
        # BEGIN SOLUTION
        weighed = x @ self.weight.T  # (..., O)
        return weighed if self.bias is None else weighed + self.bias  # (..., O)
        # END SOLUTION


def count_parameters(m: nn.Module) -> int:
    """Say how many numbers all parameters of m hold together, also those of modules inside modules, and frozen ones.

    A parameter that m reaches in two ways counts once.

    >>> count_parameters(nn.Linear(3, 2))
    8
    """
    # BEGIN SOLUTION
    return sum(parameter.numel() for parameter in m.parameters())
    # END SOLUTION


def parameter_names(m: nn.Module) -> list[str]:
    """List the names of all parameters of m, in the order in which m defines them.

    A parameter of a module inside has the names on the way to it, joined by dots. One that m reaches in two ways has
    the first of its names.

    >>> parameter_names(nn.Sequential(nn.Linear(3, 2), nn.ReLU(), nn.Linear(2, 4, bias=False)))
    ['0.weight', '0.bias', '2.weight']
    """
    # BEGIN SOLUTION
    return [name for name, _ in m.named_parameters()]
    # END SOLUTION


class Affine2(nn.Module):
    """Two linear layers, one behind the other, and nothing between them; both have a bias.

    `first`, from I to H numbers, and `second`, from H to O, are layers of torch: `nn.Linear`.

    >>> layers = Affine2(in_features=4, hidden=3, out_features=2)
    >>> layers.first, layers.second
    (Linear(in_features=4, out_features=3, bias=True), Linear(in_features=3, out_features=2, bias=True))
    """

    def __init__(self, in_features: int, hidden: int, out_features: int) -> None:
        # BEGIN SOLUTION
        super().__init__()
        self.first = nn.Linear(in_features, hidden)
        self.second = nn.Linear(hidden, out_features)
        # END SOLUTION

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Send x, of shape (..., I), through the first layer, and what comes out through the second: (..., O).

        >>> Affine2(4, 3, 2)(torch.zeros(5, 4)).shape
        torch.Size([5, 2])
        """
        # BEGIN SOLUTION
        h = self.first(x)  # (..., H)
        return self.second(h)  # (..., O)
        # END SOLUTION
