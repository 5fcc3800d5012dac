"""Unit 4, broadcasting."""

import torch


def broadcast_shape(a, b):
    out = []
    for x, y in zip(a[::-1], b[::-1]):
        if x == y or y == 1:
            out.append(x)
        elif x == 1:
            out.append(y)
        else:
            raise ValueError("lengths %d and %d" % (x, y))
    return tuple(out[::-1])


def centre_rows(x):
    # 每一行减去自己的均值
    rows = [row - row.mean() for row in x]
    return torch.stack(rows)


def pairwise_sqdist(a, b):
    # 先得到所有的差 (N, M, D)，再沿最后一个轴求和
    diff = a[:, None] - b
    return (diff * diff).sum(2)


def normalise_channels(x, mean, std):
    channels_last = x.permute(0, 2, 3, 1)
    y = (channels_last - mean) / std
    return y.permute(0, 3, 1, 2)


def safe_mse(pred, target):
    if list(pred.shape) != list(target.shape):
        raise ValueError()
    error = (pred - target).pow(2)
    return error.sum() / error.numel()
