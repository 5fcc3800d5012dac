# 第三单元：改变形状
import torch
from torch import Tensor


def flatten_batch(x: Tensor) -> Tensor:
    return x.flatten(1)


def add_channel(x: Tensor) -> Tensor:
    # 在 batch 后面加一个轴
    return x.unsqueeze(1)


def drop_channel(x: Tensor) -> Tensor:
    if x.shape[0] == 1:
        x = x[0]
    return x


def as_rows(x: Tensor, width: int) -> Tensor:
    return torch.reshape(x, (-1, width))


def unflatten(x: Tensor, chw: tuple) -> Tensor:
    return torch.unflatten(x, 1, chw)
