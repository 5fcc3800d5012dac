import math

import torch
from torch import Tensor

# reshape and squeeze


def flatten_batch(x: Tensor) -> Tensor:
    return x.reshape(len(x), math.prod(x.shape[1:]))


def add_channel(x: Tensor) -> Tensor:
    # 在 batch 后面加一个轴
    return x.unsqueeze(1)


def drop_channel(x: Tensor) -> Tensor:
    shape = [n for n in x.shape if n != 1]
    return x.reshape(shape)


def as_rows(x: Tensor, width: int) -> Tensor:
    return x.contiguous().view(-1, width)


def unflatten(x: Tensor, chw: tuple) -> Tensor:
    c, h, w = chw
    return x.view(x.shape[0], c, h, w)
