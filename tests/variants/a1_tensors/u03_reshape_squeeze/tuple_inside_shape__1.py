import torch

# reshape and squeeze


def flatten_batch(x):
    return torch.flatten(x, start_dim=1)


def add_channel(x):
    return x[:, None]


def drop_channel(x):
    return x.select(1, 0)


def as_rows(x, width):
    return x.reshape(-1, width)


def unflatten(x, chw):
    return x.view(-1, chw)
