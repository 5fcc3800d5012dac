import math

import torch
from torch import Tensor

# reshape and squeeze


def flatten_batch(x: Tensor) -> Tensor:
    return x.reshape(len(x), math.prod(x.shape[1:]))


def add_channel(x: Tensor) -> Tensor:
    return torch.unsqueeze(x, 1)


def drop_channel(x: Tensor) -> Tensor:
    return torch.squeeze(x, dim=1)


def as_rows(x: Tensor, width: int) -> Tensor:
    n = x.numel() // width
    return x.view(n, width)


def unflatten(x: Tensor, chw: tuple) -> Tensor:
    c, h, w = chw
    return x.view(x.shape[0], c, h, w)
