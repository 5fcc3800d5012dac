# 第三单元：改变形状
import torch
from torch import Tensor


def flatten_batch(x: Tensor) -> Tensor:
    return torch.nn.Flatten()(x)


def add_channel(x: Tensor) -> Tensor:
    b, h, w = x.shape
    return x.reshape(b, 1, h, w)


def drop_channel(x: Tensor) -> Tensor:
    # the last axis
    return x.squeeze(-1)


def as_rows(x: Tensor, width: int) -> Tensor:
    return torch.reshape(x, (-1, width))


def unflatten(x: Tensor, chw: tuple) -> Tensor:
    return torch.unflatten(x, 1, chw)
