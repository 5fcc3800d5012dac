import math

import torch
import torch.nn.functional as F
from torch import nn


def out_size(n, k, s=1, p=0, d=1):
    return (n + 2 * p - d * (k - 1) - 1) // s + 1


def conv2d(x, w, b, stride=1, padding=0):
    if b is None:
        b = torch.zeros(1, dtype=x.dtype)
    cols = F.unfold(x, w.shape[2:], padding=padding, stride=stride)
    y = w.flatten(1) @ cols
    h = (x.shape[2] + 2 * padding - w.shape[2]) // stride + 1
    y = y.reshape(x.shape[0], w.shape[0], h, -1)
    return torch.add(y, b)


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
