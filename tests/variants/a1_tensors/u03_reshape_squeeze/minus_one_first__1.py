import torch

# reshape and squeeze


def flatten_batch(x):
    d = x[0].numel()
    return x.reshape(d, x.shape[0])


def add_channel(x):
    return torch.unsqueeze(x, 1)


def drop_channel(x):
    return x[:, 0, :, :]


def as_rows(x, width):
    flat = x.flatten()
    return flat.reshape(-1, width)


def unflatten(x, chw):
    return x.reshape(len(x), *chw)
