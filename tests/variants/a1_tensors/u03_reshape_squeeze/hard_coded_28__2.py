"""Unit 3."""

import torch


def flatten_batch(x):
    return torch.nn.Flatten()(x)


def add_channel(x):
    side = 28
    return torch.reshape(x, (-1, 1, side, side))


def drop_channel(x):
    b, c, h, w = x.shape
    assert c == 1
    return x.reshape(b, h, w)


def as_rows(x, width):
    flat = x.flatten()
    return flat.reshape(-1, width)


def unflatten(x, chw):
    return x.reshape(-1, chw[0], chw[1], chw[2])
