# 第三单元：改变形状
import torch
from torch import Tensor


def flatten_batch(x: Tensor) -> Tensor:
    return torch.nn.Flatten()(x)


def add_channel(x: Tensor) -> Tensor:
    return torch.stack([x], dim=1)


def drop_channel(x: Tensor) -> Tensor:
    return x[:, 0]


def as_rows(x: Tensor, width: int) -> Tensor:
    return x.contiguous().view(-1, width)


def unflatten(x: Tensor, chw: tuple) -> Tensor:
    return x.reshape(*chw)
