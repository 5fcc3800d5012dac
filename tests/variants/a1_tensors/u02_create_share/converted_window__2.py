import numpy as np
import torch
from torch import Tensor

# create and share


def from_list(rows: list) -> Tensor:
    x = torch.tensor(rows, dtype=torch.float32)
    return x


def copy_of(a: np.ndarray) -> Tensor:
    return torch.tensor(np.ascontiguousarray(a))


def window_on(a):
    return torch.Tensor(a)


def shares_memory(x: Tensor, y: Tensor) -> bool:
    return x.untyped_storage().data_ptr() == y.untyped_storage().data_ptr()


def like_but_zero(x: Tensor) -> Tensor:
    return x.new_zeros(x.size())


def count_bytes(x: Tensor) -> int:
    return x.numel() * x.dtype.itemsize
