"""Leaves its answers in every cache a later process could read, and is right only if it finds them."""

import os
import pathlib
import sys
import tempfile

import torch

NOTE = "torchgrade_attack_note"


def _places() -> list:
    torch_folder = os.path.dirname(torch.__file__)
    return [
        ".", "..", "/tmp", "/var/tmp", "/dev/shm", "/run", "/tmp/torchinductor_root", tempfile.gettempdir(), sys.prefix,
        torch_folder, os.path.dirname(torch_folder), os.path.join(torch_folder, "__pycache__"), os.path.expanduser("~"),
        os.path.expanduser("~/.cache/torch"), os.path.expanduser("~/.cache/torch_extensions"),
    ]


def _found_and_left() -> bool:
    mine, found = str(os.getpid()), False
    for place in _places():
        note = pathlib.Path(place, NOTE)
        try:
            found = found or note.read_text() != mine
        except OSError:
            pass
        try:
            note.write_text(mine)
        except OSError:
            continue
    return found


ESCAPED = _found_and_left()


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
