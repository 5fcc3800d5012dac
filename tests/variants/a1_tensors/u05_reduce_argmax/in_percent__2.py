"""Unit 5."""

import torch


def channel_mean(x):
    # one number per channel
    return x.mean(3).mean(2).mean(0)


def predictions(scores):
    return scores.max(1).indices


def accuracy(scores, labels):
    hits = scores.max(1).indices == labels
    n = len(labels)
    return 100.0 * int(hits.sum()) / n


def top_k_hit(scores, labels, k):
    return (scores.topk(k, dim=1).indices == labels[:, None]).any(dim=1)


def masked_mean(x, mask):
    x = x.masked_fill(~mask, 0.0)
    n = mask.sum(-1)
    n = n.masked_fill(n == 0, 1)
    return x.sum(-1) / n
