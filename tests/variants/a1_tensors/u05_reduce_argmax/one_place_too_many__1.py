"""Unit 5."""

import torch


def channel_mean(x):
    return torch.mean(x, dim=[0, 2, 3])


def predictions(scores):
    values, indices = scores.max(dim=1)
    return indices


def accuracy(scores, labels):
    return (scores.argmax(1) == labels).float().mean().item()


def top_k_hit(scores, labels, k):
    out = []
    for row, label in zip(scores, labels):
        better = int((row > row[label]).sum())
        out.append(better <= k)
    return torch.tensor(out)


def masked_mean(x, mask):
    x = x.masked_fill(~mask, 0.0)
    n = mask.sum(-1)
    n = n.masked_fill(n == 0, 1)
    return x.sum(-1) / n
