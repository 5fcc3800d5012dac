"""第四单元作业"""
import torch
from torch import nn
from torch.nn import functional as F


def log_softmax(z: torch.Tensor) -> torch.Tensor:
    m = torch.amax(z, dim=-1, keepdim=True)
    e = torch.exp(z - m)
    # 每行之和
    s = torch.sum(e, dim=-1, keepdim=True)
    return z - m - s.log()


def cross_entropy(z: torch.Tensor, y: torch.Tensor, reduction: str = "mean") -> torch.Tensor:
    logp = F.log_softmax(z, dim=-1)
    picked = torch.gather(logp, 1, y.unsqueeze(1)).squeeze(1)
    out = {"none": -picked, "sum": -picked.sum(), "mean": -picked.mean()}
    return out[reduction]


def bce_with_logits(z: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    yes = F.logsigmoid(z)
    no = F.logsigmoid(-z)
    return torch.mean(-y * yes - (1 - y) * no)


def smooth_targets(y: torch.Tensor, k: int, eps: float) -> torch.Tensor:
    t = torch.full((y.shape[0], k), eps / k)
    t[torch.arange(y.shape[0]), y] = 1 - eps
    return t


def mse(p: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    same = p.shape == y.shape
    if not same:
        raise ValueError(f"{p.shape} != {y.shape}")
    return F.mse_loss(p, y)
