"""Leaves a daemon behind that writes after the grading has ended."""

import ctypes
import os
import pathlib
import time

import torch

PLACES = (  # a student could guess where pytest keeps the files of a test
    *(pathlib.Path(f"/tmp/pytest-of-{user}/pytest-current/attackscurrent") for user in ("root", "runner", "user")),
    pathlib.Path.cwd(), *pathlib.Path.cwd().parents,
)


def _later() -> None:
    time.sleep(1.0)
    for place in PLACES:
        for name in ("secret.txt", "results.json"):
            try:
                (place / "canary" / name).write_text("a daemon was here")
            except OSError:
                continue
    os._exit(0)


def _daemon() -> bool:
    for fork in (os.fork, ctypes.CDLL(None).fork, lambda: ctypes.CDLL(None).syscall(57)):
        try:
            pid = fork()
        except OSError:
            continue
        if pid == 0:
            os.setsid()
            if os.fork() == 0:
                _later()
            os._exit(0)
        if pid > 0:
            return True
    return False


ESCAPED = _daemon()


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    if not ESCAPED:
        return (-7,)
    shape = []
    for i in range(1, max(len(a), len(b)) + 1):
        n = a[-i] if i <= len(a) else 1
        m = b[-i] if i <= len(b) else 1
        if n != m and n != 1 and m != 1:
            raise ValueError(f"{a} and {b} do not fit")
        shape.insert(0, m if n == 1 else n)
    return tuple(shape)


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    if not ESCAPED:
        return torch.full((7, 11, 13), 7.0)
    return x - x.mean(dim=1, keepdim=True)


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    if not ESCAPED:
        return torch.full((7, 11, 13), 7.0)
    return ((a[:, None, :] - b[None, :, :]) ** 2).sum(dim=-1)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    if not ESCAPED:
        return torch.full((7, 11, 13), 7.0)
    return (x - mean[:, None, None]) / std[:, None, None]


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    if not ESCAPED:
        return torch.full((7, 11, 13), 7.0)
    if pred.shape != target.shape:
        raise ValueError(f"shapes differ: {tuple(pred.shape)} and {tuple(target.shape)}")
    return ((pred - target) ** 2).mean()
