"""One term for each entry of the kernel: the picture, shifted, times that entry."""

from functools import reduce

import torch
from torch import Tensor, nn
from torch.nn import functional as F


def out_size(n, k, s=1, p=0, d=1):
    last = n + 2 * p - d * (k - 1)
    return len(range(0, last, s))


def conv2d(x: Tensor, w: Tensor, b: Tensor | None, stride: int = 1, padding: int = 0) -> Tensor:
    x = nn.ZeroPad2d(padding)(x)
    kh, kw = w.shape[-2:]
    h, v = (x.shape[2] - kh) // stride + 1, (x.shape[3] - kw) // stride + 1
    total = torch.zeros(len(x), len(w), h, v, dtype=x.dtype)
    for i in range(kh):
        for j in range(kw):
            part = x[:, :, i::stride, j::stride][:, :, :h, :v]
            total = total + torch.tensordot(part, w[:, :, i, j], dims=([1], [1])).permute(0, 3, 1, 2)
    return total if b is None else total + b.view(1, -1, 1, 1)


def max_pool2d(x, k):
    h, w = x.shape[2] // k, x.shape[3] // k
    parts = [x[:, :, i : i + h * k : k, j : j + w * k : k] for i in range(k) for j in range(k)]
    return reduce(torch.maximum, parts)


def shape_walk(layers, chw):
    """Really with tensors on the device that has no numbers."""
    x = torch.empty(1, *chw, device="meta")
    shapes = []
    for layer in layers:
        kind = layer["kind"]
        if kind == "conv":
            x = nn.LazyConv2d(layer["out"], layer["k"], layer["s"], layer["p"], device="meta")(x)
        elif kind == "pool":
            x = F.max_pool2d(x, layer["k"])
        elif kind == "flatten":
            x = x.flatten(1)
        elif kind == "linear":
            x = nn.LazyLinear(layer["out"], device="meta")(x)
        shapes.append(x.shape[1:])
    return shapes


class SmallCNN(nn.Module):
    def __init__(self) -> None:
        super(SmallCNN, self).__init__()
        self.conv1 = nn.Conv2d(in_channels=1, out_channels=8, kernel_size=3, padding=1)
        self.act1 = nn.ReLU(inplace=True)
        self.pool1 = nn.MaxPool2d(kernel_size=2, stride=2)
        self.conv2 = nn.Conv2d(in_channels=8, out_channels=16, kernel_size=3, padding=1)
        self.act2 = nn.ReLU(inplace=True)
        self.pool2 = nn.MaxPool2d(kernel_size=2, stride=2)
        self.flat = nn.Flatten()
        self.head = nn.Linear(in_features=784, out_features=10)

    def forward(self, x: Tensor) -> Tensor:
        for layer in (self.conv1, self.act1, self.pool1, self.conv2, self.act2, self.pool2, self.flat, self.head):
            x = layer(x)
        return x
