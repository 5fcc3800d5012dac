"""Losses, built on a helper of my own that adds in the world of logs."""

from __future__ import annotations

import torch
from torch import Tensor


def _log_sum(z: Tensor) -> Tensor:
    m = z.detach().amax(dim=-1, keepdim=True)
    return m + torch.log(torch.sum(torch.exp(z - m), dim=-1, keepdim=True))


def log_softmax(z: Tensor) -> Tensor:
    return z - _log_sum(z)


def cross_entropy(z: Tensor, y: Tensor, reduction: str = "mean") -> Tensor:
    hot = torch.arange(z.shape[1]) == y.unsqueeze(1)
    losses = _log_sum(z).squeeze(1) - z[hot]
    match reduction:
        case "mean":
            return torch.mean(losses)
        case "sum":
            return torch.sum(losses)
        case "none":
            return losses
    raise KeyError(reduction)


def bce_with_logits(z: Tensor, y: Tensor) -> Tensor:
    """Two classes, with the scores z and 0."""
    both = log_softmax(torch.stack((z, torch.zeros_like(z)), dim=-1))
    yes, no = both.unbind(dim=-1)
    return torch.mean(-y * yes - (1 - y) * no)


def smooth_targets(y: Tensor, k: int, eps: float) -> Tensor:
    uniform = torch.full((y.shape[0], k), eps / k)
    hot = torch.arange(k) == y.unsqueeze(1)
    return torch.where(hot, uniform + (1.0 - eps), uniform)


def mse(p: Tensor, y: Tensor) -> Tensor:
    if tuple(p.shape) != tuple(y.shape):
        raise ValueError
    error = (p - y).reshape(-1)
    return error @ error / error.numel()
