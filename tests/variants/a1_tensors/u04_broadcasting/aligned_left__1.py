import torch


def broadcast_shape(a, b):
    # fill the shorter one with ones
    n = max(len(a), len(b))
    a = a + (1,) * (n - len(a))
    b = b + (1,) * (n - len(b))
    out = []
    for x, y in zip(a, b):
        if x == y:
            out.append(x)
        elif x == 1:
            out.append(y)
        elif y == 1:
            out.append(x)
        else:
            raise ValueError(f"{x} does not go with {y}")
    return tuple(out)


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
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return ((pred - target) ** 2).mean()
