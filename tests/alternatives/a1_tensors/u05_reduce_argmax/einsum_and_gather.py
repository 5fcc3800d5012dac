"""Unit 5: sums as einsum, places with gather and comparisons."""

import torch
from torch import Tensor


def channel_mean(x: Tensor) -> Tensor:
    b, _, h, w = x.shape
    return torch.einsum("bchw->c", x) / (b * h * w)


def predictions(scores: Tensor) -> Tensor:
    highest = scores.amax(dim=1, keepdim=True)
    places = torch.arange(scores.shape[1])
    too_far = scores.shape[1]
    return torch.where(scores == highest, places, too_far).amin(dim=1)


def accuracy(scores: Tensor, labels: Tensor) -> float:
    hits = torch.eq(predictions(scores), labels)
    return hits.double().mean().item()


def top_k_hit(scores: Tensor, labels: Tensor, k: int) -> Tensor:
    own = scores.gather(1, labels.unsqueeze(1))
    beaten_by = (scores > own).sum(dim=1)
    return beaten_by < k


def masked_mean(x: Tensor, mask: Tensor) -> Tensor:
    weight = mask.to(x.dtype)
    clean = torch.where(mask, x, torch.zeros_like(x))
    total = torch.einsum("...l,...l->...", clean, weight)
    return total / weight.sum(-1).clamp(min=1.0)
