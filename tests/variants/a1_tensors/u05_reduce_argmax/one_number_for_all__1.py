"""Unit 5."""

import torch


def channel_mean(x):
    return torch.mean(x)


def predictions(scores):
    values, indices = scores.max(dim=1)
    return indices


def accuracy(scores, labels):
    hits = torch.argmax(scores, 1) == labels
    return hits.sum().item() / len(hits)


def top_k_hit(scores, labels, k):
    best = torch.topk(scores, k)[1]
    return (best == labels.unsqueeze(1)).any(1)


def masked_mean(x, mask):
    kept = torch.where(mask, x, 0.0)
    return kept.sum(-1) / mask.sum(-1).clamp(min=1)
