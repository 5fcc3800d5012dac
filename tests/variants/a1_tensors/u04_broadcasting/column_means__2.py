import torch


def broadcast_shape(a, b):
    """右对齐，缺的轴补 1"""
    if len(a) < len(b):
        a, b = b, a
    b = (1,) * (len(a) - len(b)) + b
    shape = list(a)
    for i, (m, n) in enumerate(zip(a, b)):
        if m == 1:
            shape[i] = n
        elif n not in (1, m):
            raise ValueError(f"第 {i} 个轴长度冲突")
    return tuple(shape)


def centre_rows(x):
    columns = []
    for j in range(x.shape[1]):
        columns.append(x[:, j] - x[:, j].mean())
    return torch.stack(columns, dim=1)


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
    if list(pred.shape) != list(target.shape):
        raise ValueError()
    error = (pred - target).pow(2)
    return error.sum() / error.numel()
