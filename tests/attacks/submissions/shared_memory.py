"""Leaves memory and semaphores that outlive the process, for a later one to find."""

import ctypes
import multiprocessing.shared_memory
import os

import torch


def _works(action, *args, **kwargs) -> bool:
    try:
        action(*args, **kwargs)
    except Exception:
        return False
    return True


def _attached() -> bool:
    memory = multiprocessing.shared_memory.SharedMemory("torchgrade_attack", create=True, size=4096)
    memory.unlink()
    return True


def _system_v() -> bool:
    identifier = ctypes.CDLL(None).shmget(0x70E5, 4096, 0o1666)
    if identifier >= 0:
        ctypes.CDLL(None).shmctl(identifier, 0, None)
    return identifier >= 0


def _file() -> None:
    name = "/dev/shm/torchgrade_attack"
    os.close(os.open(name, os.O_CREAT | os.O_RDWR))
    os.unlink(name)


ESCAPED = any((_works(_attached), _system_v(), _works(_file), _works(lambda: torch.zeros(4).share_memory_())))


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
