# 第五单元
import torch


def channel_mean(x):
    return x.mean(dim=(0, 2, 3))


def predictions(scores):
    values, indices = scores.max(dim=1)
    return indices


def accuracy(scores, labels):
    hits = torch.argmax(scores, dim=1) == labels
    return float(torch.mean(hits))


def top_k_hit(scores, labels, k):
    best = torch.topk(scores, k)[1]
    return (best == labels.unsqueeze(1)).any(1)


def masked_mean(x, mask):
    n = mask.sum(dim=-1)
    return x.masked_fill(~mask, 0).sum(dim=-1) / torch.clamp(n, min=1)
