"""Unit 5."""

import torch


def channel_mean(x):
    # (B, C, H, W) -> (C,)
    out = x.mean(dim=(0, -2, -1))
    return out


def predictions(scores):
    return scores.max(1).indices


def accuracy(scores, labels):
    right = scores.argmax(dim=1).eq(labels).sum()
    return float(right) / len(labels)


def top_k_hit(scores, labels, k):
    return (scores.topk(k, dim=1).indices == labels[:, None]).any(dim=1)


def masked_mean(x, mask):
    kept = x[mask]
    return kept.sum() / mask.sum()
