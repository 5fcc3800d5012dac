import math

import torch

# reshape and squeeze


def flatten_batch(x):
    return x.reshape(len(x), math.prod(x.shape[1:]))


def add_channel(x):
    b, h, w = x.shape
    return x.reshape(b, 1, h, w)


def drop_channel(x):
    return x.squeeze(1)


def as_rows(x, width):
    rows = x.numel() / width
    return torch.reshape(x, (rows, width))


def unflatten(x, chw):
    return torch.unflatten(x, 1, chw)
