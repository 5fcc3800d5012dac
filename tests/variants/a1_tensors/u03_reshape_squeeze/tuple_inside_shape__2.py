import torch
from torch import Tensor

# reshape and squeeze


def flatten_batch(x: Tensor) -> Tensor:
    d = 1
    for n in x.shape[1:]:
        d *= n
    return x.reshape(x.shape[0], d)


def add_channel(x: Tensor) -> Tensor:
    return torch.unsqueeze(x, 1)


def drop_channel(x: Tensor) -> Tensor:
    b, c, h, w = x.shape
    assert c == 1
    return x.reshape(b, h, w)


def as_rows(x: Tensor, width: int) -> Tensor:
    return x.reshape(-1, width)


def unflatten(x: Tensor, chw: tuple) -> Tensor:
    shape = x.shape[0] + chw
    return x.reshape(shape)
