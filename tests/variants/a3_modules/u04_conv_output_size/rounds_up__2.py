import math

import torch
import torch.nn.functional as F
from torch import nn


def out_size(n, k, s=1, p=0, d=1):
    reach = d * (k - 1) + 1
    rest = n + 2 * p - reach
    size = rest // s + 1
    if rest % s != 0:
        size += 1
    return size


def conv2d(x, w, b, stride=1, padding=0):
    # 用循环写
    x = F.pad(x, [padding] * 4)
    kh, kw = w.shape[2], w.shape[3]
    h = (x.shape[2] - kh) // stride + 1
    v = (x.shape[3] - kw) // stride + 1
    rows = []
    for i in range(h):
        row = []
        for j in range(v):
            block = x[:, None, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
            row.append((block * w).sum((2, 3, 4)))
        rows.append(torch.stack(row, -1))
    y = torch.stack(rows, -2)
    return y if b is None else y + b[:, None, None]


def max_pool2d(x, k):
    b, c, h, w = x.shape
    best = torch.full((b, c, h // k, w // k), float("-inf"), dtype=x.dtype)
    for i in range(k):
        for j in range(k):
            best = torch.maximum(best, x[:, :, i::k, j::k][:, :, : h // k, : w // k])
    return best


def shape_walk(layers, chw):
    result = []
    shape = chw
    for layer in layers:
        if layer["kind"] == "conv":
            h = (shape[1] + 2 * layer["p"] - layer["k"]) // layer["s"] + 1
            w = (shape[2] + 2 * layer["p"] - layer["k"]) // layer["s"] + 1
            shape = (layer["out"], h, w)
        elif layer["kind"] == "pool":
            shape = (shape[0], shape[1] // layer["k"], shape[2] // layer["k"])
        elif layer["kind"] == "flatten":
            shape = (math.prod(shape),)
        elif layer["kind"] == "linear":
            shape = (layer["out"],)
        result.append(shape)
    return result


class SmallCNN(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1 = nn.Conv2d(1, 8, kernel_size=3, padding=1)
        self.conv2 = nn.Conv2d(8, 16, kernel_size=3, padding=1)
        self.pool = nn.MaxPool2d(2)
        self.head = nn.Linear(784, 10)

    def forward(self, x):
        x = self.pool(torch.relu(self.conv1(x)))
        x = self.pool(torch.relu(self.conv2(x)))
        x = x.view(x.shape[0], -1)
        print(x.shape)
        return self.head(x)
