# Unit 9 with NumPy's views; from_numpy shares the memory, too
import itertools

import numpy as np
import torch


def offset_of(index, stride):
    return int(np.dot(np.array(index, dtype=np.int64), np.array(stride, dtype=np.int64)))


def is_contiguous(shape, stride):
    last = -1
    for index in itertools.product(*(range(n) for n in shape)):
        place = offset_of(index, stride)
        if place != last + 1:
            return False
        last = place
    return True


def as_array(x):
    return x.detach().numpy()


def row_windows(x, k):
    return torch.from_numpy(np.lib.stride_tricks.sliding_window_view(as_array(x), k, writeable=True))


def diagonal_view(x):
    a = as_array(x)
    return torch.from_numpy(np.lib.stride_tricks.as_strided(a, (min(a.shape),), (sum(a.strides),)))


def transpose_by_strides(x):
    a = as_array(x)
    return torch.from_numpy(np.lib.stride_tricks.as_strided(a, a.shape[::-1], a.strides[::-1]))
