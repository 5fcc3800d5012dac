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
    n_features = x.shape[1]
    total = x.sum(1, keepdim=True)
    return x - total / n_features


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    d = a.unsqueeze(1) - b.unsqueeze(0)
    return d.square().sum(dim=2)


def normalise_channels(x, mean, std):
    m = mean.view(1, -1, 1, 1)
    s = std.view(1, -1, 1, 1)
    return (x - m) / s


def safe_mse(pred, target):
    # get rid of the extra axis
    p = torch.squeeze(pred)
    t = torch.squeeze(target)
    return torch.mean((p - t) ** 2)
