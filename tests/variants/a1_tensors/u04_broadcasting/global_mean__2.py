"""Unit 4, broadcasting."""

import torch


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    # make both shapes the same length first
    while len(a) < len(b):
        a = (1,) + a
    while len(b) < len(a):
        b = (1,) + b
    result = ()
    for k in range(len(a)):
        if a[k] != b[k] and a[k] != 1 and b[k] != 1:
            raise ValueError(f"axis {k}: {a[k]} and {b[k]}")
        result = result + (max(a[k], b[k]),)
    return result


def centre_rows(x):
    centred = [row - torch.mean(x) for row in x]
    return torch.stack(centred)


def pairwise_sqdist(a, b):
    # 先得到所有的差 (N, M, D)，再沿最后一个轴求和
    diff = a[:, None] - b
    return (diff * diff).sum(2)


def normalise_channels(x, mean, std):
    # 逐个通道处理
    out = []
    for c in range(x.shape[1]):
        out.append((x[:, c] - mean[c]) / std[c])
    return torch.stack(out, dim=1)


def safe_mse(pred, target):
    # 形状不一样就不要算
    if tuple(pred.shape) != tuple(target.shape):
        raise ValueError("形状不一致")
    return (pred - target).square().mean()
