import torch
from torch import Tensor


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


def centre_rows(x: Tensor) -> Tensor:
    m = x.mean(1)
    return x - m[:, None]


def pairwise_sqdist(a: Tensor, b: Tensor) -> Tensor:
    d = a.unsqueeze(1) - b.unsqueeze(0)
    return d.square().sum(dim=2)


def normalise_channels(x, mean, std):
    shifted = torch.sub(x, mean)
    return torch.div(shifted, std)


def safe_mse(pred, target):
    if list(pred.shape) != list(target.shape):
        raise ValueError()
    error = (pred - target).pow(2)
    return error.sum() / error.numel()
