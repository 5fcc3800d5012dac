"""Right, and talkative: prints, warns, logs, and prints once more at the end."""

import atexit
import logging
import sys
import warnings

import torch

atexit.register(print, "good bye")
print("hello from", __name__, __file__, "\u4f60\u597d", end="")
print(torch.arange(10_000), file=sys.stderr)
warnings.warn("a warning at import", stacklevel=1)
logging.basicConfig(level=logging.DEBUG)
logging.getLogger(__name__).debug("debugging")


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    print("broadcast_shape was called with", a, b)
    shape = []
    for i in range(1, max(len(a), len(b)) + 1):
        n = a[-i] if i <= len(a) else 1
        m = b[-i] if i <= len(b) else 1
        if n != m and n != 1 and m != 1:
            raise ValueError(f"{a} and {b} do not fit")
        shape.insert(0, m if n == 1 else n)
    return tuple(shape)


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    print("centre_rows was called with", x)
    return x - x.mean(dim=1, keepdim=True)


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    print("pairwise_sqdist was called with", a, b)
    return ((a[:, None, :] - b[None, :, :]) ** 2).sum(dim=-1)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    print("normalise_channels was called with", x, mean, std)
    return (x - mean[:, None, None]) / std[:, None, None]


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    print("safe_mse was called with", pred, target)
    if pred.shape != target.shape:
        raise ValueError(f"shapes differ: {tuple(pred.shape)} and {tuple(target.shape)}")
    return ((pred - target) ** 2).mean()
