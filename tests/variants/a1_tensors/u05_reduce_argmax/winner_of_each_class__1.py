"""Unit 5."""

import torch


def channel_mean(x):
    # one number per channel
    return x.mean(3).mean(2).mean(0)


def predictions(scores):
    values, indices = scores.max(dim=1)
    return indices


def accuracy(scores, labels):
    guess = torch.argmax(scores, dim=0)
    return (guess == labels).float().mean().item()


def top_k_hit(scores, labels, k):
    best = torch.topk(scores, k)[1]
    return (best == labels.unsqueeze(1)).any(1)


def masked_mean(x, mask):
    n = mask.sum(dim=-1)
    return x.masked_fill(~mask, 0).sum(dim=-1) / torch.clamp(n, min=1)
