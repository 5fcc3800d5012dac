import torch


def flatten_batch(x):
    return torch.flatten(x, start_dim=1)


def add_channel(x):
    axis = 1  # B 的后面
    return torch.Tensor.unsqueeze_(x, axis)


def drop_channel(x):
    return x[:, 0, :, :]


def as_rows(x, width):
    n = x.numel() // width
    return x.reshape(n, width)


def unflatten(x, chw):
    return x.reshape(-1, chw[0], chw[1], chw[2])
