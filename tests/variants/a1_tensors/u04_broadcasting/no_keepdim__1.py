import torch
from torch import Tensor


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
    means = torch.mean(x, dim=1)
    return torch.sub(x, means)


def pairwise_sqdist(a: Tensor, b: Tensor) -> Tensor:
    d = a.unsqueeze(1) - b.unsqueeze(0)
    return d.square().sum(dim=2)


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
