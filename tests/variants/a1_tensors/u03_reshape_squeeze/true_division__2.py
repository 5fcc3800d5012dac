import math

import torch
from torch import Tensor

# reshape and squeeze


def flatten_batch(x: Tensor) -> Tensor:
    return x.reshape(len(x), math.prod(x.shape[1:]))


def add_channel(x: Tensor) -> Tensor:
    b, h, w = x.shape
    return x.reshape(b, 1, h, w)


def drop_channel(x: Tensor) -> Tensor:
    return x.select(1, 0)


def as_rows(x: Tensor, width: int) -> Tensor:
    flat = x.flatten()
    out = []
    for i in range(len(flat) / width):
        out.append(flat[i * width : (i + 1) * width])
    return torch.stack(out)


def unflatten(x: Tensor, chw: tuple) -> Tensor:
    return x.reshape(len(x), *chw)
