import torch
from torch import Tensor

# reshape and squeeze


def flatten_batch(x: Tensor) -> Tensor:
    return torch.flatten(x)


def add_channel(x: Tensor) -> Tensor:
    # 在 batch 后面加一个轴
    return x.unsqueeze(1)


def drop_channel(x: Tensor) -> Tensor:
    return torch.squeeze(x, dim=1)


def as_rows(x: Tensor, width: int) -> Tensor:
    return x.contiguous().view(-1, width)


def unflatten(x: Tensor, chw: tuple) -> Tensor:
    return x.reshape(len(x), *chw)
