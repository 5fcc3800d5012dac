import torch


def flatten_batch(x):
    return x.flatten(1)


def add_channel(x):
    b, h, w = x.shape
    out = x.reshape(b, h, w, 1)
    return out


def drop_channel(x):
    return x[:, 0]


def as_rows(x, width):
    return x.reshape(-1, width)


def unflatten(x, chw):
    return x.reshape(len(x), *chw)
