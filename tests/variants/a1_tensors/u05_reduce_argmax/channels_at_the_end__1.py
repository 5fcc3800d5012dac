# 第五单元
import torch


def channel_mean(x):
    return x.mean(dim=[0, 1, 2])


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
    n = mask.sum(dim=-1)
    return x.masked_fill(~mask, 0).sum(dim=-1) / torch.clamp(n, min=1)
