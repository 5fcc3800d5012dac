"""Right, and changes its working directory, its environment and its search path on the way."""

import os
import sys

import torch


def _wander() -> None:
    os.chdir("/")
    os.chdir(os.path.dirname(os.__file__))
    os.environ["HOME"] = "/nowhere"
    os.environ.pop("PATH", None)
    sys.path.clear()


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    _wander()
    shape = []
    for i in range(1, max(len(a), len(b)) + 1):
        n = a[-i] if i <= len(a) else 1
        m = b[-i] if i <= len(b) else 1
        if n != m and n != 1 and m != 1:
            raise ValueError(f"{a} and {b} do not fit")
        shape.insert(0, m if n == 1 else n)
    return tuple(shape)


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    _wander()
    return x - x.mean(dim=1, keepdim=True)


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    _wander()
    return ((a[:, None, :] - b[None, :, :]) ** 2).sum(dim=-1)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    _wander()
    return (x - mean[:, None, None]) / std[:, None, None]


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    _wander()
    if pred.shape != target.shape:
        raise ValueError(f"shapes differ: {tuple(pred.shape)} and {tuple(target.shape)}")
    return ((pred - target) ** 2).mean()
