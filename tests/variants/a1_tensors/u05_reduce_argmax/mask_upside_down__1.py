# 第五单元
import torch


def channel_mean(x):
    return x.mean(dim=(0, 2, 3))


def predictions(scores):
    values, indices = scores.max(dim=1)
    return indices


def accuracy(scores, labels):
    return (scores.argmax(1) == labels).float().mean().item()


def top_k_hit(scores, labels, k):
    best = torch.topk(scores, k)[1]
    return (best == labels.unsqueeze(1)).any(1)


def masked_mean(x, mask):
    hidden = ~mask
    n = hidden.sum(-1).clamp(min=1)
    return torch.where(mask, 0.0, x).sum(-1) / n
