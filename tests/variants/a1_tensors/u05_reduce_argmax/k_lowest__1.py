# 第五单元
import torch


def channel_mean(x):
    # (B, C, H, W) -> (C,)
    out = x.mean(dim=(0, -2, -1))
    return out


def predictions(scores):
    values, indices = scores.max(dim=1)
    return indices


def accuracy(scores, labels):
    right = scores.argmax(dim=1).eq(labels).sum()
    return float(right) / len(labels)


def top_k_hit(scores, labels, k):
    order = scores.sort(dim=1).indices
    return (order[:, :k] == labels[:, None]).any(dim=1)


def masked_mean(x, mask):
    n = mask.sum(dim=-1)
    return x.masked_fill(~mask, 0).sum(dim=-1) / torch.clamp(n, min=1)
