"""a3/u02 Call, not forward: networks for your functions, and people who listen to them.

Read it, and try your functions with them.
"""

from collections import OrderedDict
from collections.abc import Callable

import torch
from torch import nn


def block(inputs: int, outputs: int) -> nn.Sequential:
    """One round of the course's network: (B, inputs, H, W) becomes (B, outputs, H // 2, W // 2)."""
    conv = nn.Conv2d(inputs, outputs, kernel_size=3, padding=1)
    return nn.Sequential(OrderedDict(conv=conv, relu=nn.ReLU(), pool=nn.MaxPool2d(kernel_size=2)))


def small_cnn(channels: int = 8, classes: int = 10) -> nn.Sequential:
    """The course's network as it is built in u04, in two blocks: (B, 1, 28, 28) becomes (B, classes)."""
    blocks = OrderedDict(block1=block(1, channels), block2=block(channels, 2 * channels))
    head = nn.Linear(2 * channels * 7 * 7, classes)
    return nn.Sequential(OrderedDict(**blocks, flatten=nn.Flatten(), head=head))


class Tangle(nn.Module):
    """A network whose layers are made in another order than they are called; one is called twice, one never.

    Photos of any size go in, (B, 1, H, W), and (B, classes) comes out.
    """

    def __init__(self, channels: int, classes: int) -> None:
        super().__init__()
        self.head = nn.Linear(channels, classes)
        self.act = nn.Tanh()
        self.spare = nn.Linear(channels, channels)
        self.mean = nn.AdaptiveAvgPool2d(1)
        narrow = nn.Sequential(nn.MaxPool2d(2), nn.Conv2d(channels, channels, (1, 2)))
        self.body = nn.Sequential(nn.Conv2d(1, channels, 3), narrow)

    def forward(self, photo: torch.Tensor) -> torch.Tensor:
        seen = self.act(self.body(photo))  # (B, channels, h, w)
        seen = self.act(self.mean(seen))  # (B, channels, 1, 1)
        return self.head(seen[:, :, 0, 0])  # (B, classes)


def amplify(model: nn.Module, name: str, factor: float) -> nn.Module:
    """Post somebody behind one part of the model (by its name; the model itself is "") who makes what comes out
    `factor` times as large; return the model."""
    model.get_submodule(name).register_forward_hook(lambda part, inputs, output: output * factor)
    return model


def halve(model: nn.Module) -> nn.Module:
    """Post somebody at the model's door who lets only every other pixel in; return the model."""
    model.register_forward_pre_hook(lambda part, inputs: (inputs[0][..., ::2, ::2],))
    return model


def heard(model: nn.Module, x: torch.Tensor) -> list[str]:
    """Post somebody at the door of the model (called "") and of each part, send x through: who hears it, in order?"""
    names: list[str] = []
    handles = [
        part.register_forward_pre_hook(lambda part, inputs, name=name: names.append(name))
        for name, part in model.named_modules()
    ]
    model(x)
    for handle in handles:
        handle.remove()
    return names


def visits(function: Callable[[nn.Module, torch.Tensor], object], model: nn.Module, x: torch.Tensor) -> int:
    """Call function(model, x): how often does somebody come through the model's door?"""
    seen: list[None] = []
    handle = model.register_forward_pre_hook(lambda part, inputs: seen.append(None))
    function(model, x)
    handle.remove()
    return len(seen)


def look_again(
    function: Callable[[nn.Module, torch.Tensor], list[tuple[str, tuple[int, ...]]]], model: nn.Module, x: torch.Tensor
) -> list[tuple[str, tuple[int, ...]]]:
    """Call function(model, x) and keep its list. Use the model again, and look at the list: has it grown?"""
    shapes = function(model, x)
    model(x)
    return shapes
