import torch

# reshape and squeeze


def flatten_batch(x):
    # (B, ...) -> (B, D)
    flat = x.flatten(start_dim=1, end_dim=-1)
    return flat


def add_channel(x):
    return x[:, None]


def drop_channel(x):
    x.squeeze(1)
    return x


def as_rows(x, width):
    return x.contiguous().view(-1, width)


def unflatten(x, chw):
    return torch.unflatten(x, 1, chw)
