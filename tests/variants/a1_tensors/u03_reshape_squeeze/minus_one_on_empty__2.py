import torch


def flatten_batch(x):
    x = x.contiguous()
    return x.view(len(x), -1)


def add_channel(x):
    b, h, w = x.shape
    return x.reshape(b, 1, h, w)


def drop_channel(x):
    return x.squeeze(1)


def as_rows(x, width):
    return x.reshape(-1, width)


def unflatten(x, chw):
    return x.reshape(len(x), *chw)
