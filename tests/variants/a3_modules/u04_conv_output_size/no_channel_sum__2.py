import math

import torch
import torch.nn.functional as F
from torch import nn


def out_size(n, k, s=1, p=0, d=1):
    return (n + 2 * p - d * (k - 1) - 1) // s + 1


def conv2d(x, w, b, stride=1, padding=0):
    x = F.pad(x, [padding] * 4)
    kh, kw = w.shape[2], w.shape[3]
    h = (x.shape[2] - kh) // stride + 1
    v = (x.shape[3] - kw) // stride + 1
    y = torch.zeros(x.shape[0], w.shape[0], h, v, dtype=x.dtype)
    for n in range(x.shape[0]):
        for o in range(w.shape[0]):
            for i in range(h):
                for j in range(v):
                    patch = x[n, 0, i * stride : i * stride + kh, j * stride : j * stride + kw]
                    y[n, o, i, j] = (patch * w[o, 0]).sum()
            if b is not None:
                y[n, o] += b[o]
    return y


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
