# 第三单元：改变形状
import torch
from torch import Tensor


def flatten_batch(x: Tensor) -> Tensor:
    return torch.flatten(x, start_dim=1)


def add_channel(x: Tensor) -> Tensor:
    return torch.stack([x], dim=1)


def drop_channel(x: Tensor) -> Tensor:
    x.squeeze_(dim=1)
    return x


def as_rows(x: Tensor, width: int) -> Tensor:
    return x.reshape(-1, width)


def unflatten(x: Tensor, chw: tuple) -> Tensor:
    c, h, w = chw
    return x.view(x.shape[0], c, h, w)
