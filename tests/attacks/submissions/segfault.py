"""Reads address 0, aborts, and prepares the fault handler to talk."""

import ctypes
import faulthandler
import os

import torch

try:
    faulthandler.enable(all_threads=True)
except Exception:
    print("no fault handler here")


def talk() -> None:
    # It reads frames while they change, and so may end the process by itself: only where that is about to end.
    faulthandler.dump_traceback_later(0.01, repeat=True)


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
    talk()
    ctypes.string_at(0)
    return x


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    talk()
    os.abort()


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    return (x - mean[:, None, None]) / std[:, None, None]


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    if pred.shape != target.shape:
        raise ValueError(f"shapes differ: {tuple(pred.shape)} and {tuple(target.shape)}")
    return ((pred - target) ** 2).mean()
