"""a3/u06 Train, eval, norm: what the checks do with your classes. Read it, and try it yourself.

Each function makes a layer of your class, gives it numbers, and says what came of it. Dropout is random, so three of
them count: what does not depend on luck is the same for everybody.
"""

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import nn

# ---------------------------------------------------------------------- Dropout


def drop(function: Callable[..., nn.Module], p: float, x: torch.Tensor, training: bool = True) -> torch.Tensor:
    """What function(p) makes of x, in training or in evaluation."""
    return function(p).train(training)(x)


def drop_twice(function: Callable[..., nn.Module], p: float, x: torch.Tensor) -> list[torch.Tensor]:
    """What one and the same layer makes of x in training, asked two times."""
    layer = function(p).train()
    return [layer(x), layer(x)]


def drop_backward(
    function: Callable[..., nn.Module], p: float, x: torch.Tensor, upstream: torch.Tensor
) -> tuple[torch.Tensor, torch.Tensor | None]:
    """The answer in training, and the gradient of (answer * upstream).sum() for x."""
    leaf = x.detach().clone().requires_grad_()
    y = function(p).train()(leaf)
    (y * upstream).sum().backward()
    return y, leaf.grad


def share_of_zeros(function: Callable[..., nn.Module], p: float) -> float:
    """Which part of 40,000 ones is dropped in training, to one digit after the point."""
    y = drop(function, p, torch.ones(200, 200))
    return round((y == 0).float().mean().item(), 1)


def numbers_that_occur(function: Callable[..., nn.Module], p: float, training: bool) -> list[float]:
    """Which different numbers 1,000 ones become, in ascending order."""
    return drop(function, p, torch.ones(25, 40), training).unique().tolist()


def different_rows(function: Callable[..., nn.Module]) -> int:
    """How many different rows 20 rows of 100 ones become in training, with p = 0.5."""
    return len(drop(function, 0.5, torch.ones(20, 100)).unique(dim=0))


# ------------------------------------------------------------------- BatchNorm


def layer_with(
    function: Callable[..., nn.Module], weights: dict[str, torch.Tensor] | None, like: torch.Tensor, **options: float
) -> nn.Module:
    """A layer for the features of `like`, in its dtype, with these weights and buffers; without any, a fresh one."""
    layer = function(like.shape[1], **options).to(like.dtype)
    if weights is not None:
        extra = {name: value for name, value in layer.state_dict().items() if name == "num_batches_tracked"}
        layer.load_state_dict({**weights, **extra})  # torch's own layers count their batches, too: yours may
    return layer


def normalise(
    function: Callable[..., nn.Module],
    batches: Sequence[torch.Tensor],
    training: bool = True,
    weights: dict[str, torch.Tensor] | None = None,
    **options: float,
) -> list[torch.Tensor]:
    """What one layer answers to each batch, one after the other."""
    layer = layer_with(function, weights, batches[0], **options).train(training)
    return [layer(x) for x in batches]


def statistics_after(
    function: Callable[..., nn.Module],
    batches: Sequence[torch.Tensor],
    training: bool = True,
    weights: dict[str, torch.Tensor] | None = None,
    **options: float,
) -> dict[str, torch.Tensor]:
    """The running statistics of a layer that has seen these batches."""
    layer = layer_with(function, weights, batches[0], **options).train(training)
    for x in batches:
        layer(x)
    return {"running_mean": layer.running_mean, "running_var": layer.running_var}


def gradients(
    function: Callable[..., nn.Module],
    steps: Sequence[tuple[torch.Tensor, torch.Tensor, bool]],
    weights: dict[str, torch.Tensor],
    **options: float,
) -> list[dict[str, Any]]:
    """One layer, several steps of (x, upstream, training): the gradients of (answer * upstream).sum() at each."""
    layer = layer_with(function, weights, steps[0][0], **options)
    told = []
    for x, upstream, training in steps:
        layer.train(training).zero_grad()
        leaf = x.detach().clone().requires_grad_()
        (layer(leaf) * upstream).sum().backward()
        told.append({"x": leaf.grad} | {name: value.grad for name, value in layer.named_parameters()})
    return told


# --------------------------------------------------------------------- predict


class ShirtNet(nn.Module):
    """A network as in the handout: photos (B, 1, 28, 28) in, scores of K = 10 classes (B, 10) out.

    The class takes down whether gradients were recorded when one of its networks, or a copy of it, was asked last.
    """

    recorded: bool | None = None

    def __init__(self) -> None:
        super().__init__()
        self.body = nn.Sequential(nn.Conv2d(1, 4, 5, stride=4), nn.BatchNorm2d(4), nn.ReLU())  # (B, 4, 6, 6)
        self.head = nn.Sequential(nn.Flatten(), nn.Dropout(0.5), nn.Linear(144, 10))  # (B, 144), (B, 10)
        alike = torch.Generator().manual_seed(28)  # the same weights for everybody
        for parameter in self.parameters():
            nn.init.normal_(parameter, std=0.3, generator=alike)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        """(B, 1, 28, 28) to (B, 10)."""
        ShirtNet.recorded = torch.is_grad_enabled()
        return self.head(self.body(x))


def switch(model: nn.Module, off: Sequence[str], on: Sequence[str] = ()) -> dict[str, bool]:
    """Put the parts named `off` into evaluation, then those named `on` into training; "" is the whole. See `modes`."""
    for training, names in ((False, off), (True, on)):
        for name in names:
            model.get_submodule(name).train(training)
    return modes(model)


def modes(model: nn.Module) -> dict[str, bool]:
    """For each module inside, by name, whether it is in training mode; "" is the whole."""
    return {name: module.training for name, module in model.named_modules()}
