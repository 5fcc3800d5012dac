"""My solutions for the broadcasting unit."""
import torch


def broadcast_shape(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    n = max(len(a), len(b))
    a = [1] * (n - len(a)) + list(a)
    b = [1] * (n - len(b)) + list(b)
    for x, y in zip(a, b):
        if len({x, y, 1}) > 2:
            raise ValueError
    return tuple(x * y if 1 in (x, y) else x for x, y in zip(a, b))


def centre_rows(x):
    m = x.sum() / x.numel()
    return x - m


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
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return ((pred - target) ** 2).mean()
