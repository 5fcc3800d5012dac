"""Unit 5."""

import torch


def channel_mean(x):
    # one number per channel
    return x.mean(3).mean(2).mean(0)


def predictions(scores):
    return scores.max(1).indices


def accuracy(scores, labels):
    hits = torch.argmax(scores, 1) == labels
    return hits.sum().item() / len(hits)


def top_k_hit(scores, labels, k):
    return (scores.topk(k, dim=1).indices == labels[:, None]).any(dim=1)


def masked_mean(x, mask):
    n = 1
    for i in range(x.shape[-1]):
        n = n + mask[..., i].int()
    return x.masked_fill(~mask, 0).sum(-1) / n
