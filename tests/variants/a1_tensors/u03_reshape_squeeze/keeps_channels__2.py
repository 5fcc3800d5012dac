import torch
from torch import Tensor

# reshape and squeeze


def flatten_batch(x: Tensor) -> Tensor:
    return torch.stack([picture.flatten(1) for picture in x])  # 每张图展平


def add_channel(x: Tensor) -> Tensor:
    return x[:, None]


def drop_channel(x: Tensor) -> Tensor:
    b, c, h, w = x.shape
    assert c == 1
    return x.reshape(b, h, w)


def as_rows(x: Tensor, width: int) -> Tensor:
    flat = x.flatten()
    return flat.reshape(-1, width)


def unflatten(x: Tensor, chw: tuple) -> Tensor:
    return x.reshape(len(x), *chw)
