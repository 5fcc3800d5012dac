"""Unit 5."""

import torch


def channel_mean(x):
    return x.mean((0, 2, 3))


def predictions(scores):
    values, indices = scores.max(dim=1)
    return indices


def accuracy(scores, labels):
    right = scores.argmax(dim=1).eq(labels).sum()
    return float(right) / len(labels)


def top_k_hit(scores, labels, k):
    best = torch.topk(scores, k)[1]
    return (best == labels.unsqueeze(1)).any(1)


def masked_mean(x, mask):
    w = mask.to(x.dtype)
    return (x * w).sum(dim=-1) / torch.clamp(w.sum(dim=-1), min=1)
