import torch

# reshape and squeeze


def flatten_batch(x):
    # (B, ...) -> (B, D)
    flat = x.flatten(start_dim=1, end_dim=-1)
    return flat


def add_channel(x):
    x.unsqueeze_(1)
    return x


def drop_channel(x):
    b, c, h, w = x.shape
    assert c == 1
    return x.reshape(b, h, w)


def as_rows(x, width):
    return x.reshape(-1, width)


def unflatten(x, chw):
    c, h, w = chw
    return x.view(x.shape[0], c, h, w)
