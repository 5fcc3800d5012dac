import torch


def flatten_batch(x):
    return torch.flatten(x, start_dim=1)


def add_channel(x):
    return x[:, None]


def drop_channel(x):
    return x.squeeze(1)


def as_rows(x, width):
    return x.contiguous().view(-1, width)


def unflatten(x, chw):
    c, h, w = chw
    return x.unflatten(1, (h, w, c))
