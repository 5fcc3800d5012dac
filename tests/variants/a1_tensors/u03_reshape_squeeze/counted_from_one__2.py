import torch


def flatten_batch(x):
    d = 1
    for n in x.shape[1:]:
        d *= n
    return x.reshape(x.shape[0], d)


def add_channel(x):
    b, h, w = x.size()
    return x.reshape(b, h, 1, w)


def drop_channel(x):
    return x[:, 0]


def as_rows(x, width):
    n = x.numel() // width
    return x.reshape(n, width)


def unflatten(x, chw):
    c, h, w = chw
    return x.view(x.shape[0], c, h, w)
