"""Unit 2 the hard way: say what each label is to look like."""

import numpy as np
import torch
from torch import Tensor


def from_list(rows: list) -> Tensor:
    flat = torch.tensor([float(number) for row in rows for number in row], dtype=torch.float64)
    return flat.view(len(rows), -1).to(torch.float32)


def copy_of(a: np.ndarray) -> Tensor:
    flipped = [axis for axis, stride in enumerate(a.strides) if stride < 0]
    forwards = a[tuple(slice(None, None, -1) if axis in flipped else slice(None) for axis in range(a.ndim))]
    return torch.tensor(forwards).flip(flipped)


def window_on(a: np.ndarray) -> Tensor:
    base = a
    while isinstance(base.base, np.ndarray):
        base = base.base
    memory = torch.from_numpy(base.reshape(-1).view(a.dtype))
    offset = (a.ctypes.data - base.ctypes.data) // a.itemsize
    return memory.as_strided(a.shape, [stride // a.itemsize for stride in a.strides], offset)


def shares_memory(x: Tensor, y: Tensor) -> bool:
    a, b = x.untyped_storage(), y.untyped_storage()
    return a.data_ptr() < b.data_ptr() + b.nbytes() and b.data_ptr() < a.data_ptr() + a.nbytes()


def like_but_zero(x: Tensor) -> Tensor:
    return torch.zeros((), dtype=x.dtype, device=x.device).expand(x.shape).clone()


def count_bytes(x: Tensor) -> int:
    bits = 8 if x.dtype is torch.bool else (torch.finfo if x.is_floating_point() else torch.iinfo)(x.dtype).bits
    return x.shape.numel() * bits // 8
