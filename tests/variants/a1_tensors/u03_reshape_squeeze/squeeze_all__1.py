"""Unit 3."""

import torch
from torch import Tensor


def flatten_batch(x: Tensor) -> Tensor:
    d = 1
    for n in x.shape[1:]:
        d *= n
    return x.reshape(x.shape[0], d)


def add_channel(x: Tensor) -> Tensor:
    # 在 batch 后面加一个轴
    return x.unsqueeze(1)


def drop_channel(x: Tensor) -> Tensor:
    return torch.squeeze(x)


def as_rows(x: Tensor, width: int) -> Tensor:
    return x.contiguous().view(-1, width)


def unflatten(x: Tensor, chw: tuple) -> Tensor:
    return x.reshape(len(x), *chw)
