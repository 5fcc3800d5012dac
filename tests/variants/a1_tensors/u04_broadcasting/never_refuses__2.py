# u04 - broadcasting
import torch


def broadcast_shape(a, b):
    result = []
    for i in range(1, max(len(a), len(b)) + 1):
        if i > len(a):
            result.insert(0, b[-i])
        elif i > len(b):
            result.insert(0, a[-i])
        elif a[-i] > b[-i]:
            result.insert(0, a[-i])
        else:
            result.insert(0, b[-i])
    return tuple(result)


def centre_rows(x):
    n_features = x.shape[1]
    total = x.sum(1, keepdim=True)
    return x - total / n_features


def pairwise_sqdist(a, b):
    # 先得到所有的差 (N, M, D)，再沿最后一个轴求和
    diff = a[:, None] - b
    return (diff * diff).sum(2)


def normalise_channels(x, mean, std):
    channels_last = x.permute(0, 2, 3, 1)
    y = (channels_last - mean) / std
    return y.permute(0, 3, 1, 2)


def safe_mse(pred, target):
    # 形状不一样就不要算
    if tuple(pred.shape) != tuple(target.shape):
        raise ValueError("形状不一致")
    return (pred - target).square().mean()
