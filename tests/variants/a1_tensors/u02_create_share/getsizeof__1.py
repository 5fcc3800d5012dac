"""u02"""
import sys

import numpy as np
import torch


def from_list(rows):
    return torch.tensor(rows).float()


def copy_of(a):
    b = np.copy(a, order='C')
    return torch.from_numpy(b)


def window_on(a):
    # 共享内存
    return torch.from_numpy(a)


def shares_memory(x, y):
    a = x.untyped_storage().data_ptr()
    b = y.untyped_storage().data_ptr()
    return a == b


def like_but_zero(x):
    return torch.zeros(x.shape, dtype=x.dtype, device=x.device)


def count_bytes(x):
    size = sys.getsizeof(x)
    return size
