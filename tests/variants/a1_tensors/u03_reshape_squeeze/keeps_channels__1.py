import torch


def flatten_batch(x):
    b, c = x.shape[:2]
    return x.reshape(b, c, -1)


def add_channel(x):
    return x[:, None, :, :]


def drop_channel(x):
    return x[:, 0]


def as_rows(x, width):
    return torch.reshape(x, (-1, width))


def unflatten(x, chw):
    return x.reshape(len(x), *chw)
