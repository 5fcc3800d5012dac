import math

import torch

# reshape and squeeze


def flatten_batch(x):
    return x.reshape(len(x), math.prod(x.shape[1:]))


def add_channel(x):
    return x[..., None]


def drop_channel(x):
    return torch.squeeze(x, dim=1)


def as_rows(x, width):
    n = x.numel() // width
    return x.reshape(n, width)


def unflatten(x, chw):
    return torch.unflatten(x, 1, chw)
