import torch
from torch import Tensor

# reshape and squeeze


def flatten_batch(x: Tensor) -> Tensor:
    return torch.flatten(x, start_dim=1)


def add_channel(x: Tensor) -> Tensor:
    return torch.stack([x], dim=1)


def drop_channel(x: Tensor) -> Tensor:
    x = x.squeeze_(-3)
    print(x.shape)
    return x


def as_rows(x: Tensor, width: int) -> Tensor:
    return x.contiguous().view(-1, width)


def unflatten(x: Tensor, chw: tuple) -> Tensor:
    return x.reshape(-1, chw[0], chw[1], chw[2])
