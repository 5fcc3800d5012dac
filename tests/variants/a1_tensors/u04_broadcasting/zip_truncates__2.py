# u04 - broadcasting
import torch


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    n = min(len(a), len(b))
    if n == 0:
        return ()
    tail_a, tail_b = a[-n:], b[-n:]
    for p, q in zip(tail_a, tail_b):
        if p != q and p != 1 and q != 1:
            raise ValueError("形状不相容")
    return tuple(max(p, q) for p, q in zip(tail_a, tail_b))


def centre_rows(x):
    n_features = x.shape[1]
    total = x.sum(1, keepdim=True)
    return x - total / n_features


def pairwise_sqdist(a, b):
    # 先得到所有的差 (N, M, D)，再沿最后一个轴求和
    diff = a[:, None] - b
    return (diff * diff).sum(2)


def normalise_channels(x, mean, std):
    return (x - mean[:, None, None]) / std[:, None, None]


def safe_mse(pred, target):
    if list(pred.shape) != list(target.shape):
        raise ValueError()
    error = (pred - target).pow(2)
    return error.sum() / error.numel()
