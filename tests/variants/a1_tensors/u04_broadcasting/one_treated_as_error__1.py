"""Unit 4, broadcasting."""

import torch


def broadcast_shape(a, b):
    if len(a) < len(b):
        a, b = b, a
    # compare from the end
    for i in range(1, len(b) + 1):
        if a[-i] != b[-i]:
            raise ValueError(f"{a} and {b} do not match at axis {-i}")
    return a


def centre_rows(x):
    return (x.T - x.mean(1)).T


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
    same = pred.shape == target.shape
    if not same:
        raise ValueError("pred and target must have the same shape")
    return torch.nn.functional.mse_loss(pred, target)
