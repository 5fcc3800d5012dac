import torch
from torch import Tensor


def flatten_batch(x: Tensor) -> Tensor:
    return torch.nn.Flatten()(x)


def add_channel(x: Tensor) -> Tensor:
    return x.view(x.shape[0], 1, 28, 28)


def drop_channel(x: Tensor) -> Tensor:
    return x.select(1, 0)


def as_rows(x: Tensor, width: int) -> Tensor:
    return x.reshape(-1, width)


def unflatten(x: Tensor, chw: tuple) -> Tensor:
    return x.reshape(len(x), *chw)
