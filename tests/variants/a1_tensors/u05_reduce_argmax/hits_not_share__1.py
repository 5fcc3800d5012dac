"""Unit 5."""

import torch


def channel_mean(x):
    # (B, C, H, W) -> (C,)
    out = x.mean(dim=(0, -2, -1))
    return out


def predictions(scores):
    values, indices = scores.max(dim=1)
    return indices


def accuracy(scores, labels):
    return (scores.argmax(1) == labels).float().sum().item()


def top_k_hit(scores, labels, k):
    best = torch.topk(scores, k)[1]
    return (best == labels.unsqueeze(1)).any(1)


def masked_mean(x, mask):
    x = x.masked_fill(~mask, 0.0)
    n = mask.sum(-1)
    n = n.masked_fill(n == 0, 1)
    return x.sum(-1) / n
