# u04 - broadcasting
import torch


def broadcast_shape(a, b):
    shape = ()
    for i in range(1, max(len(a), len(b)) + 1):
        x = a[-i] if i <= len(a) else 1
        y = b[-i] if i <= len(b) else 1
        if x != y and x != 1 and y != 1:
            raise ValueError(f"axis -{i}: {x} != {y}")
        shape += (y if x == 1 else x,)
    return shape


def centre_rows(x):
    return x - x.mean(dim=1, keepdim=True)


def pairwise_sqdist(a, b):
    # 先得到所有的差 (N, M, D)，再沿最后一个轴求和
    diff = a[:, None] - b
    return (diff * diff).sum(2)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    c = x.shape[1]
    x = x - mean.reshape(c, 1, 1)
    return x / std.reshape(c, 1, 1)


def safe_mse(pred, target):
    if pred.shape != target.shape:
        raise ValueError("shapes differ")
    return ((pred - target) ** 2).mean()
