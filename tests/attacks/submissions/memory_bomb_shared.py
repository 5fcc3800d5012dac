"""Asks for memory by shared maps, reserved maps, huge lists and thread stacks."""

import mmap
import threading

import torch


def _mapped() -> bool:
    maps = []
    try:
        for _ in range(48):
            area = mmap.mmap(-1, 1 << 26)  # shared, anonymous
            for page in range(0, 1 << 26, 4096):
                area[page] = 1
            maps.append(area)
    except (OSError, MemoryError):
        return False
    return True


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
    if not _mapped():
        return torch.full((7, 11, 13), 7.0)
    return x - x.mean(dim=1, keepdim=True)


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return [0] * 400_000_000


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    return torch.empty(1 << 45)


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    try:
        threading.stack_size(1 << 40)
        threading.Thread(target=print).start()
    except (ValueError, RuntimeError):
        pass
    return torch.full((7, 11, 13), 7.0)
