import torch


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    if len(a) >= len(b):
        long, short = a, b
    else:
        long, short = b, a
    shape = list(long)
    for i in range(len(short)):
        if shape[i] == 1:
            shape[i] = short[i]
        elif short[i] != 1 and short[i] != shape[i]:
            raise ValueError
    return tuple(shape)


def centre_rows(x):
    return x - x.mean(dim=1, keepdim=True)


def pairwise_sqdist(a, b):
    diff = a[:, None, :] - b[None, :, :]  # N M D
    return (diff ** 2).sum(-1)


def normalise_channels(x, mean, std):
    m = mean.view(1, -1, 1, 1)
    s = std.view(1, -1, 1, 1)
    return (x - m) / s


def safe_mse(pred, target):
    if list(pred.shape) != list(target.shape):
        raise ValueError()
    error = (pred - target).pow(2)
    return error.sum() / error.numel()
