# 第四单元：广播
import torch


def broadcast_shape(a, b):
    out = []
    i = len(a) - 1
    j = len(b) - 1
    while i >= 0 and j >= 0:
        if a[i] != b[j]:
            raise ValueError("长度不相等")
        out.append(a[i])
        i -= 1
        j -= 1
    rest = a[: i + 1] + b[: j + 1]
    return rest + tuple(reversed(out))


def centre_rows(x):
    n_features = x.shape[1]
    total = x.sum(1, keepdim=True)
    return x - total / n_features


def pairwise_sqdist(a, b):
    n, d = a.shape
    m = b.shape[0]
    aa = a.reshape(n, 1, d).expand(n, m, d)
    bb = b.reshape(1, m, d).expand(n, m, d)
    return torch.sum((aa - bb) * (aa - bb), dim=-1)


def normalise_channels(x, mean, std):
    channels_last = x.permute(0, 2, 3, 1)
    y = (channels_last - mean) / std
    return y.permute(0, 3, 1, 2)


def safe_mse(pred, target):
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return ((pred - target) ** 2).mean()
