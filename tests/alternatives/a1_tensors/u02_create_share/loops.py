"""Unit 2 with plain loops everywhere."""

import numpy as np
import torch


def from_list(rows):
    out = torch.empty(len(rows), len(rows[0]))
    for i, row in enumerate(rows):
        for j, number in enumerate(row):
            out[i, j] = number
    return out


def copy_of(a):
    empty = torch.from_numpy(np.empty(a.shape, a.dtype))
    for place in np.ndindex(a.shape):
        empty[place] = a[place].item()
    return empty


def window_on(a):
    return torch.as_tensor(a)


def shares_memory(x, y):
    places = []
    for tensor in (x, y):
        places.append(tensor.data_ptr() - tensor.storage_offset() * tensor.element_size())
    return places[0] == places[1]


def like_but_zero(x):
    out = torch.empty_like(x)
    if x.dim() == 0:
        out[()] = 0
    else:
        for part in out:
            part[...] = 0
    return out


def count_bytes(x):
    count = 1
    for length in x.shape:
        count *= length
    return count * torch.empty(1, dtype=x.dtype).element_size()
