"""Unit 4, broadcasting."""

import torch


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    # make both shapes the same length first
    while len(a) < len(b):
        a = (1,) + a
    while len(b) < len(a):
        b = (1,) + b
    result = ()
    for k in range(len(a)):
        if a[k] != b[k] and a[k] != 1 and b[k] != 1:
            raise ValueError(f"axis {k}: {a[k]} and {b[k]}")
        result = result + (max(a[k], b[k]),)
    return result


def centre_rows(x):
    # 每一行减去自己的均值
    rows = [row - row.mean() for row in x]
    return torch.stack(rows)


def pairwise_sqdist(a, b):
    n, d = a.shape
    m = b.shape[0]
    aa = a.reshape(n, 1, d).expand(n, m, d)
    bb = b.reshape(1, m, d).expand(n, m, d)
    return torch.sum((aa - bb) * (aa - bb), dim=-1)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    c = x.shape[1]
    x = x - mean.reshape(c, 1, 1)
    return x / std.reshape(c, 1, 1)


def safe_mse(pred, target):
    if pred.shape != target.shape:
        raise ValueError("need the same shape")
    diff = (pred - target).flatten()
    return diff @ diff
