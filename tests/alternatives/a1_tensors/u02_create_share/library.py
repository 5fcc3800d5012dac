# Unit 2: let the libraries do it
import copy
import warnings

import numpy as np
import torch


def from_list(rows):
    return torch.from_numpy(np.array(rows, dtype=np.float32))


def copy_of(a):
    return torch.as_tensor(np.ascontiguousarray(a)).clone()


def window_on(a):
    return torch.from_dlpack(a)


def shares_memory(x, y):
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return x.storage().data_ptr() == y.storage().data_ptr()


def like_but_zero(x):
    zeros = copy.deepcopy(x)
    return torch.nn.init.zeros_(zeros)


def count_bytes(x):
    return int(np.prod(x.shape)) * x.dtype.itemsize
