import math

import torch
import torch.nn.functional as F
from torch import nn


def out_size(n, k, s=1, p=0, d=1):
    return (n + 2 * p - d * (k - 1) - 1) // s + 1


def conv2d(x, w, b, stride=1, padding=0):
    x = F.pad(x, (padding, padding, padding, padding))[:, 0]
    windows = x.unfold(1, w.shape[2], stride).unfold(2, w.shape[3], stride)
    y = torch.einsum("bhwij,oij->bohw", windows, w[:, 0])
    return y if b is None else y + b[:, None, None]


def max_pool2d(x, k):
    return x.unfold(2, k, k).unfold(3, k, k).amax((-1, -2))


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
        self.conv1 = nn.Conv2d(1, 8, 3, padding=1)
        self.conv2 = nn.Conv2d(8, 16, 3, padding=1)
        self.head = nn.Linear(16 * 7 * 7, 10)

    def forward(self, x):
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)
        return self.head(x.flatten(1))
