"""Unit 4 with plain loops everywhere."""

import torch


def broadcast_shape(a, b):
    shape = []
    for k in range(1, max(len(a), len(b)) + 1):
        n = a[-k] if k <= len(a) else 1
        m = b[-k] if k <= len(b) else 1
        if n == m:
            shape.append(n)
        elif n == 1:
            shape.append(m)
        elif m == 1:
            shape.append(n)
        else:
            raise ValueError(f"axis -{k}: {n} and {m} clash")
    shape.reverse()
    return tuple(shape)


def centre_rows(x):
    n, d = x.shape
    out = torch.empty_like(x)
    for i in range(n):
        total = 0.0
        for j in range(d):
            total = total + x[i, j]
        for j in range(d):
            out[i, j] = x[i, j] - total / d
    return out


def pairwise_sqdist(a, b):
    n, d = a.shape
    m, _ = b.shape
    table = torch.zeros(n, m, dtype=a.dtype)
    for i in range(n):
        for j in range(m):
            for k in range(d):
                table[i, j] += (a[i, k] - b[j, k]) ** 2
    return table


def normalise_channels(x, mean, std):
    out = x.clone()
    for picture in range(x.shape[0]):
        for channel in range(x.shape[1]):
            out[picture, channel] = (x[picture, channel] - mean[channel]) / std[channel]
    return out


def safe_mse(pred, target):
    if pred.dim() != target.dim():
        raise ValueError("different number of axes")
    for axis in range(pred.dim()):
        if pred.shape[axis] != target.shape[axis]:
            raise ValueError(f"axis {axis} differs")
    total = torch.zeros((), dtype=pred.dtype)
    for p, t in zip(pred.reshape(-1), target.reshape(-1)):
        total = total + (p - t) ** 2
    return total / pred.numel()
