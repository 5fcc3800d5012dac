"""Unit 5."""

import torch


def channel_mean(x):
    return x.mean(dim=(0, 2, 3))


def predictions(scores):
    values, indices = scores.max(dim=1)
    return indices


def accuracy(scores, labels):
    hits = torch.argmax(scores, 1) == labels
    return hits.sum().item() / len(hits)


def top_k_hit(scores, labels, k):
    return torch.argmax(scores, dim=1).eq(labels)


def masked_mean(x, mask):
    kept = torch.where(mask, x, 0.0)
    return kept.sum(-1) / mask.sum(-1).clamp(min=1)
