import torch
from torch import Tensor


def broadcast_shape(a, b):
    out = []
    i, j = len(a) - 1, len(b) - 1
    while i >= 0 or j >= 0:
        x = a[i] if i >= 0 else 1
        y = b[j] if j >= 0 else 1
        if x == y or y == 1:
            out.append(x)
        elif x == 1:
            out.append(y)
        else:
            raise ValueError("cannot broadcast")
        i -= 1
        j -= 1
    return tuple(out[::-1])


def centre_rows(x):
    n_features = x.shape[1]
    total = x.sum(1, keepdim=True)
    return x - total / n_features


def pairwise_sqdist(a, b):
    table = []
    for q in b:
        table.append(torch.stack([((p - q) ** 2).sum() for p in a]))
    return torch.stack(table)


def normalise_channels(x: Tensor, mean: Tensor, std: Tensor) -> Tensor:
    c = x.shape[1]
    x = x - mean.reshape(c, 1, 1)
    return x / std.reshape(c, 1, 1)


def safe_mse(pred, target):
    same = pred.shape == target.shape
    if not same:
        raise ValueError("pred and target must have the same shape")
    return torch.nn.functional.mse_loss(pred, target)
