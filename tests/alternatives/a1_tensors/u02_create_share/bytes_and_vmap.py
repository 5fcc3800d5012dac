"""Unit 2 by way of bytes."""
import struct

import numpy as np
import torch


def from_list(rows):
    packed = bytearray(b"".join(struct.pack(f"{len(row)}f", *row) for row in rows))
    return torch.frombuffer(packed, dtype=torch.float32).reshape(len(rows), len(rows[0]))


def copy_of(a):
    return torch.from_numpy(np.stack([part for part in a]))


def window_on(a):
    return torch.utils.dlpack.from_dlpack(a.__dlpack__())


def shares_memory(x, y):
    whole_x = torch.empty(0, dtype=torch.uint8).set_(x.untyped_storage())
    whole_y = torch.empty(0, dtype=torch.uint8).set_(y.untyped_storage())
    return whole_x.data_ptr() == whole_y.data_ptr()


def like_but_zero(x):
    if x.dim() == 0:
        return x.new_tensor(0)
    return torch.vmap(torch.zeros_like)(x)


def count_bytes(x):
    return len(x.detach().contiguous().reshape(-1).view(torch.uint8)) if x.dim() else x.detach()[None].view(torch.uint8).numel()
