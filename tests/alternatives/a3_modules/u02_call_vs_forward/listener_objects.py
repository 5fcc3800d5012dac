# 用类来写监听者：每个对象自己记住名字
from contextlib import ExitStack
from functools import partial

import torch
import torch.nn as nn
import torch.nn.functional as F


class Listener:
    def __init__(self, name, notes):
        self.name, self.notes = name, notes

    def __call__(self, layer, inputs, output):
        self.notes.append((self.name, output.shape))  # 形状就是元组的一种


class Tiny(nn.Module):
    def __init__(self):
        nn.Module.__init__(self)
        self.add_module("conv", nn.Conv2d(in_channels=1, out_channels=8, kernel_size=3, stride=1, padding=1))
        self.add_module("relu", nn.ReLU())
        self.add_module("pool", nn.MaxPool2d(2))
        self.add_module("head", nn.LazyLinear(10))
        self(torch.zeros(1, 1, 28, 28))  # 让 LazyLinear 知道自己的大小
        self.zero_grad()

    def forward(self, x):
        for name in ("conv", "relu", "pool"):
            x = getattr(self, name)(x)
        return self.head(x.reshape(x.shape[0], -1))


def run(model: nn.Module, x: torch.Tensor) -> torch.Tensor:
    """把照片交给模型"""
    return (lambda f: f(x))(model)


def record_shapes(model: nn.Module, x: torch.Tensor) -> list:
    notes = []
    with ExitStack() as stack, torch.no_grad():
        for name, layer in model.named_modules():
            if next(layer.children(), None) is None:
                stack.enter_context(layer.register_forward_hook(Listener(name, notes)))
        model(x)
    return notes


class Counted(nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.add_module("inner", inner)
        self.calls = 0

    def forward(self, *args, **kwargs):
        self.calls += 1
        return self.inner(*args, **kwargs)


if __name__ == "__main__":
    print(record_shapes(Tiny(), torch.zeros(1, 1, 28, 28)))
