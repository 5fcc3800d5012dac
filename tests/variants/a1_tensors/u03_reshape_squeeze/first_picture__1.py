import torch

# reshape and squeeze


def flatten_batch(x):
    # (B, ...) -> (B, D)
    flat = x.flatten(start_dim=1, end_dim=-1)
    return flat


def add_channel(x):
    return torch.unsqueeze(x, 1)


def drop_channel(x):
    return x[0, :, :, :]


def as_rows(x, width):
    n = x.numel() // width
    return x.reshape(n, width)


def unflatten(x, chw):
    return torch.unflatten(x, 1, chw)
