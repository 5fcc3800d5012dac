"""Right, with Chinese names, full-width letters that Python reads as plain ones, and odd line separators."""

import torch


分隔 = "form feed , next line , line separator  , paragraph separator  , file separator "

def ｂroadcast_shape(a: tuple, b: tuple) -> tuple:
    秩 = max(len(a), len(b))
    形状 = []
    for n, m in zip((1,) * (秩 - len(a)) + tuple(a), (1,) * (秩 - len(b)) + tuple(b)):
        if n != m and 1 not in (n, m):
            raise ValueError(f"形状 {a} 与 {b} 不相容")
        形状.append(m if n == 1 else n)
    return tuple(形状)


def centre_rowｓ(x: torch.Tensor) -> torch.Tensor:
    均值 = x.mean(dim=1, keepdim=True)
    return x - 均值


def pairwise_sqdist(甲: torch.Tensor, 乙: torch.Tensor) -> torch.Tensor:
    return ((甲[:, None, :] - 乙[None, :, :]) ** 2).sum(dim=-1)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    return (x - mean[:, None, None]) / std[:, None, None]


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    if pred.shape != target.shape:
        raise ValueError("形状不同 \ud83d \u202e")
    return ((pred - target) ** 2).mean()
