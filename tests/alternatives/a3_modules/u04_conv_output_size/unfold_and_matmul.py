import math

import torch
import torch.nn as nn
import torch.nn.functional as F


def out_size(n: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> int:
    return math.floor((n + 2 * p - d * (k - 1) - 1) / s + 1)


def conv2d(x, w, b, stride=1, padding=0):
    columns = F.unfold(x, w.shape[2:], padding=padding, stride=stride)  # (B, C * KH * KW, L)
    y = w.flatten(1) @ columns  # (B, O, L)
    if b is not None:
        y = y + b.unsqueeze(-1)
    return y.unflatten(2, (out_size(x.shape[2], w.shape[2], stride, padding), -1))


def max_pool2d(x, k):
    b, c, h, w = x.shape
    x = x[:, :, : h // k * k, : w // k * k]
    return x.reshape(b, c, h // k, k, w // k, k).amax((3, 5))


def shape_walk(layers, chw):
    shapes = [tuple(chw)]
    for layer in layers:
        match layer:
            case {"kind": "conv", "out": out, "k": k, "s": s, "p": p}:
                shapes.append((out, *(out_size(n, k, s, p) for n in shapes[-1][1:])))
            case {"kind": "pool", "k": k}:
                shapes.append((shapes[-1][0], *(n // k for n in shapes[-1][1:])))
            case {"kind": "flatten"}:
                shapes.append((math.prod(shapes[-1]),))
            case {"kind": "linear", "out": out}:
                shapes.append((out,))
            case _:
                shapes.append(shapes[-1])
    return shapes[1:]


class SmallCNN(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv1, self.conv2 = nn.Conv2d(1, 8, (3, 3), padding=1), nn.Conv2d(8, 16, (3, 3), padding=1)
        self.head = nn.Linear(16 * 7 * 7, 10)
        self.body = lambda x: self._block(self.conv2, self._block(self.conv1, x))

    @staticmethod
    def _block(conv, x):
        return F.max_pool2d(conv(x).relu(), 2)

    def forward(self, x):
        return self.head(torch.flatten(self.body(x), start_dim=1))
