import torch
from torch import Tensor

# reshape and squeeze


def flatten_batch(x: Tensor) -> Tensor:
    batch = len(x)
    return x.contiguous().view(-1, batch)


def add_channel(x: Tensor) -> Tensor:
    return torch.unsqueeze(x, 1)


def drop_channel(x: Tensor) -> Tensor:
    return torch.squeeze(x, dim=1)


def as_rows(x: Tensor, width: int) -> Tensor:
    return torch.reshape(x, (-1, width))


def unflatten(x: Tensor, chw: tuple) -> Tensor:
    return x.reshape(len(x), *chw)
