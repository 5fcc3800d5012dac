"""Listen to a copy; the model itself is never touched."""
import copy
import sys
import warnings
from functools import partial

import torch
from torch.nn import Conv2d, Linear, MaxPool2d, Module, ReLU


class Tiny(Module):
    conv: Conv2d
    head: Linear

    def __init__(self) -> None:
        super().__init__()
        self.head, self.conv = Linear(8 * (28 // 2) ** 2, 10), Conv2d(1, 8, 3, 1, 1)
        self.relu, self.pool = ReLU(), MaxPool2d((2, 2))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return self.head(self.pool(self.relu(self.conv(x))).flatten(-3))


def run(model, x):
    warnings.warn("running")
    print("running", file=sys.stderr)
    return model(x)


def leaves(module, prefix=""):
    children = list(module.named_children())
    if not children:
        yield prefix, module
    for name, child in children:
        yield from leaves(child, f"{prefix}.{name}" if prefix else name)


def write_down(shapes, name, layer, inputs, output):
    shapes.append((name, tuple(output.shape)))


def record_shapes(model, x):
    shapes = []
    double = copy.deepcopy(model)
    for name, layer in leaves(double):
        layer.register_forward_hook(partial(write_down, shapes, name))
    double(x)
    shapes = list(shapes)
    return shapes


class Counted(Module):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner
        self.log = []

    calls = property(lambda self: len(self.log))

    def forward(self, x):
        self.log.append(tuple(x.shape))
        return self.inner(x)
