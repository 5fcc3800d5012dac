# u04 - broadcasting
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
    n_features = x.shape[1]
    total = x.sum(1, keepdim=True)
    return x - total / n_features


def pairwise_sqdist(a, b):
    out = []
    for row in a:
        out.append(((b - row) ** 2).sum(dim=1))
    return torch.stack(out)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    c = x.shape[1]
    x = x - mean.reshape(c, 1, 1)
    return x / std.reshape(c, 1, 1)


def safe_mse(pred, target):
    if pred.numel() != target.numel():
        raise ValueError("different number of samples")
    error = pred - target
    return error.pow(2).sum() / error.numel()
