"""a3/u08 Freeze and parameter groups: the networks of the checks, and one step of training.

Read them, and try them yourself: `one_step` tells how far each parameter moves with the groups that you built.
"""

from collections.abc import Callable, Iterable

import torch
from torch import nn


class Block(nn.Module):
    """Convolution, norm, ReLU, max pool: (B, channels, H, W) becomes (B, kernels, H/2, W/2)."""

    def __init__(self, channels: int, kernels: int) -> None:
        """Make the layers."""
        super().__init__()
        self.conv = nn.Conv2d(channels, kernels, 3, padding=1)
        self.bn = nn.BatchNorm2d(kernels)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Send the pictures x through the layers."""
        return nn.functional.max_pool2d(self.bn(self.conv(x)).relu(), 2)


class SmallCNN(nn.Module):
    """The network of this course, now with norms: photos, (B, 1, 28, 28), go in; 10 scores for each come out."""

    def __init__(self) -> None:
        """Make the floors, from the ground to the top."""
        super().__init__()
        self.block1 = Block(1, 8)
        self.block2 = Block(8, 16)
        self.flatten = nn.Flatten()
        self.head = nn.Linear(16 * 7 * 7, 10)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Send the photos x up through all floors."""
        x = self.block1(x)  # (B, 8, 14, 14)
        x = self.block2(x)  # (B, 16, 7, 7)
        return self.head(self.flatten(x))  # (B, 10)


class OddNames(nn.Module):
    """A network whose names say little: `normal` is no norm, `headline` no head, and one weight has two names."""

    def __init__(self, n: int = 4, m: int = 3, k: int = 2) -> None:
        """Make the layers for n inputs and k outputs."""
        super().__init__()
        self.offset = nn.Parameter(torch.zeros(n))
        self.normal = nn.Linear(n, m)
        self.norm = nn.LayerNorm(m)
        self.headline = nn.Linear(m, m)
        self.again = nn.Linear(m, m)
        self.again.weight = self.headline.weight
        self.head = nn.Linear(m, k)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """Send x, (B, n), through all layers: (B, k)."""
        x = self.norm(self.normal(x + self.offset))  # (B, m)
        return self.head(self.again(self.headline(x)))  # (B, k)


def hold(model: nn.Module, names: Iterable[str]) -> None:
    """Switch off the gradients of the parameters with these names, and of no others."""
    for name in names:
        model.get_parameter(name).requires_grad = False


def one_step(
    build: Callable[..., list[dict]],
    model: nn.Module,
    arguments: Iterable[float],
    gradients: dict[str, torch.Tensor] | None = None,
) -> dict[str, torch.Tensor]:
    """Build groups with build(model, *arguments), let SGD take one step with them, tell how far each parameter moved.

    Each parameter has the gradient that `gradients` holds under its name; without them, all gradients are 1. What a
    group does not say itself, SGD takes from here: lr=1, no weight decay.
    """
    optimizer = torch.optim.SGD(build(model, *arguments), lr=1.0)
    before = {name: parameter.detach().clone() for name, parameter in model.named_parameters()}
    for name, parameter in model.named_parameters():
        parameter.grad = torch.ones_like(parameter) if gradients is None else gradients[name]
    optimizer.step()
    optimizer.zero_grad()
    return {name: parameter.detach() - before[name] for name, parameter in model.named_parameters()}
