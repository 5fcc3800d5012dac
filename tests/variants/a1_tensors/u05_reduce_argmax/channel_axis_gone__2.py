"""Unit 5."""

import torch


def channel_mean(x):
    c = x.shape[1]
    out = 0
    for i in range(c):
        out = out + x[:, i]
    return out / c


def predictions(scores):
    return scores.max(1).indices


def accuracy(scores, labels):
    hits = torch.argmax(scores, 1) == labels
    return hits.sum().item() / len(hits)


def top_k_hit(scores, labels, k):
    return (scores.topk(k, dim=1).indices == labels[:, None]).any(dim=1)


def masked_mean(x, mask):
    kept = torch.where(mask, x, 0.0)
    return kept.sum(-1) / mask.sum(-1).clamp(min=1)
