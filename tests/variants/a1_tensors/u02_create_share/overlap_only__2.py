import numpy as np
import torch
from torch import Tensor

# create and share


def from_list(rows: list) -> Tensor:
    x = torch.tensor(rows, dtype=torch.float32)
    return x


def copy_of(a: np.ndarray) -> Tensor:
    return torch.tensor(np.ascontiguousarray(a))


def window_on(a: np.ndarray) -> Tensor:
    return torch.as_tensor(a)


def shares_memory(x, y):
    # write into x, look at y, and put everything back
    with torch.no_grad():
        before, old = y.clone(), x.clone()
        x += 1
        noticed = not torch.equal(y, before)
        x.copy_(old)
    return noticed


def like_but_zero(x: Tensor) -> Tensor:
    return x.new_zeros(x.size())


def count_bytes(x: Tensor) -> int:
    return x.numel() * x.dtype.itemsize
