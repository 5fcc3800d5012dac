# 第四单元：广播
import torch


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    # make both shapes the same length first
    while len(a) < len(b):
        a = (1,) + a
    while len(b) < len(a):
        b = (1,) + b
    result = ()
    for k in range(len(a)):
        if a[k] != b[k] and a[k] != 1 and b[k] != 1:
            raise ValueError(f"axis {k}: {a[k]} and {b[k]}")
        result = result + (max(a[k], b[k]),)
    return result


def centre_rows(x):
    # 每一行减去自己的均值
    rows = [row - row.mean() for row in x]
    return torch.stack(rows)


def pairwise_sqdist(a, b):
    diff = a - b
    sq = diff * diff
    return torch.sum(sq, dim=1)


def normalise_channels(x, mean, std):
    m = mean.view(1, -1, 1, 1)
    s = std.view(1, -1, 1, 1)
    return (x - m) / s


def safe_mse(pred, target):
    same = pred.shape == target.shape
    if not same:
        raise ValueError("pred and target must have the same shape")
    return torch.nn.functional.mse_loss(pred, target)
