"""Unit 4 with torch.einsum wherever something is summed."""

from itertools import zip_longest

import torch


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    pairs = list(zip_longest(reversed(a), reversed(b), fillvalue=1))
    if any(n != m and min(n, m) != 1 for n, m in pairs):
        raise ValueError(f"{a} and {b} cannot be broadcast")
    return tuple(max(pair) for pair in reversed(pairs))


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    mean = torch.einsum("nd->n", x) / x.shape[1]
    ones = torch.ones(x.shape[1], dtype=x.dtype)
    return x - torch.einsum("n,d->nd", mean, ones)


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    diff = a.unsqueeze(1) - b.unsqueeze(0)
    return torch.einsum("nmd,nmd->nm", diff, diff)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    centred = torch.einsum("bchw->bhwc", x) - mean
    return torch.einsum("bhwc,c->bchw", centred, 1 / std)


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    if pred.shape != target.shape:
        raise ValueError("pred and target differ in shape")
    error = (pred - target).reshape(-1)
    return torch.einsum("i,i->", error, error) / error.numel()
