"""Leaves 20,000 files, a tree 3,000 deep, hostile names and a folder without rights in its scratch."""

import os

import torch

NAMES = (
    b"line\nend", b"\xff\xfe not utf-8", "\u202etxt.exe".encode(), b"-rf", b"*", b"$(id)", b"<script>", b"::error::",
    b" ", b"\x1b[2J", b"n" * 255,
)


def _try(action, *args) -> bool:
    try:
        action(*args)
    except OSError:
        return False
    return True


def _litter() -> None:
    if _try(os.mkdir, "torchgrade_attack"):
        os.chdir("torchgrade_attack")
    for name in NAMES:
        _try(os.mkdir, name)
    for number in range(20_000):
        if not _try(lambda: os.close(os.open(f"{number}", os.O_CREAT | os.O_WRONLY))):
            break
    _try(lambda: os.close(os.open("no-rights", os.O_CREAT | os.O_WRONLY, 0)))
    if _try(os.mkdir, "locked", 0o700) and _try(os.mkdir, "locked/inside", 0):
        _try(os.mkdir, "closed", 0)
    for _ in range(3_000):
        if not _try(os.mkdir, "d") or not _try(os.chdir, "d"):
            break


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
    _litter()
    return torch.full((7, 11, 13), 7.0)


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return ((a[:, None, :] - b[None, :, :]) ** 2).sum(dim=-1)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    return (x - mean[:, None, None]) / std[:, None, None]


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    if pred.shape != target.shape:
        raise ValueError(f"shapes differ: {tuple(pred.shape)} and {tuple(target.shape)}")
    return ((pred - target) ** 2).mean()
