import torch
from torch import Tensor

# reshape and squeeze


def flatten_batch(x: Tensor) -> Tensor:
    return x.view(x.size(0), -1)


def add_channel(x: Tensor) -> Tensor:
    return x[:, None, :, :]


def drop_channel(x: Tensor) -> Tensor:
    return x.select(1, 0)


def as_rows(x: Tensor, width: int) -> Tensor:
    return x.contiguous().view(-1, width)


def unflatten(x: Tensor, chw: tuple) -> Tensor:
    return x.reshape((x.shape[0],) + tuple(chw))
