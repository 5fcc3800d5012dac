"""As much of torch as the handout lets me use."""
import torch
import torch.nn as nn
import torch.nn.functional as F


def log_softmax(z: torch.Tensor) -> torch.Tensor:
    z = z - torch.max(z, -1, keepdim=True)[0]
    return z - torch.log(torch.einsum("...k->...", torch.exp(z)))[..., None]


def cross_entropy(z: torch.Tensor, y: torch.Tensor, reduction: str = "mean") -> torch.Tensor:
    target = F.one_hot(y, z.size(1)).to(z.dtype)
    losses = F.kl_div(F.log_softmax(z, dim=1), target, reduction="none").sum(1)
    if reduction == "none":
        return losses
    return losses.mean() if reduction == "mean" else losses.sum()


def bce_with_logits(z: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    log_p = nn.LogSigmoid()(z)
    log_q = nn.LogSigmoid()(-z)
    return -torch.lerp(log_q, log_p, y).mean()


def smooth_targets(y: torch.Tensor, k: int, eps: float) -> torch.Tensor:
    base = torch.full((len(y), k), float(eps) / k)
    return base.scatter_(1, y.view(-1, 1), 1 - eps + eps / k)


def mse(p: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    if list(p.shape) == list(y.shape):
        return (p - y).pow(2).mean()
    raise ValueError(p.shape, y.shape)
