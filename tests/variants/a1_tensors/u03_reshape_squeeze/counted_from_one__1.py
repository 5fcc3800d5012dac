# 第三单元：改变形状
import torch
from torch import Tensor


def flatten_batch(x: Tensor) -> Tensor:
    return torch.nn.Flatten()(x)


def add_channel(x: Tensor) -> Tensor:
    return x[:, :, None]


def drop_channel(x: Tensor) -> Tensor:
    b, c, h, w = x.shape
    assert c == 1
    return x.reshape(b, h, w)


def as_rows(x: Tensor, width: int) -> Tensor:
    return x.reshape(-1, width)


def unflatten(x: Tensor, chw: tuple) -> Tensor:
    return torch.unflatten(x, 1, chw)
