"""Unit 5."""

import torch


def channel_mean(x):
    return x.mean((0, 2, 3))


def predictions(scores):
    return scores.max(1).indices


def accuracy(scores, labels):
    return (scores.argmax(1) == labels).float().mean().item()


def top_k_hit(scores, labels, k):
    top = scores.sort(dim=1, descending=True)[0][:, :k]
    return torch.any(top == labels[:, None], dim=1)


def masked_mean(x, mask):
    x = x.masked_fill(~mask, 0.0)
    n = mask.sum(-1)
    n = n.masked_fill(n == 0, 1)
    return x.sum(-1) / n
