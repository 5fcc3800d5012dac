# 第四单元：广播
import torch


def broadcast_shape(a, b):
    out = []
    i, j = len(a) - 1, len(b) - 1
    while i >= 0 or j >= 0:
        x = a[i] if i >= 0 else 1
        y = b[j] if j >= 0 else 1
        if x == y or y == 1:
            out.append(x)
        elif x == 1:
            out.append(y)
        else:
            raise ValueError("cannot broadcast")
        i -= 1
        j -= 1
    return tuple(out[::-1])


def centre_rows(x):
    # 每一行减去自己的均值
    rows = [row - row.mean() for row in x]
    return torch.stack(rows)


def pairwise_sqdist(a, b):
    n, d = a.shape
    m = b.shape[0]
    aa = a.reshape(n, 1, d).expand(n, m, d)
    bb = b.reshape(1, m, d).expand(n, m, d)
    return torch.sum((aa - bb) * (aa - bb), dim=-1)


def normalise_channels(x, mean, std):
    mean = mean.view(1, -1, 1, 1)
    std = std.view(1, -1, 1, 1)
    x = x / std
    x = x - mean
    return x


def safe_mse(pred, target):
    same = pred.shape == target.shape
    if not same:
        raise ValueError("pred and target must have the same shape")
    return torch.nn.functional.mse_loss(pred, target)
