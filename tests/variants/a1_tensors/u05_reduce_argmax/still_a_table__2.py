# 第五单元
import torch


def channel_mean(x):
    # (B, C, H, W) -> (C,)
    out = x.mean(dim=(0, -2, -1))
    return out


def predictions(scores):
    return scores.max(1).indices


def accuracy(scores, labels):
    return (scores.argmax(1) == labels).float().mean().item()


def top_k_hit(scores, labels, k):
    order = scores.argsort(dim=1, descending=True)
    top = order[:, :k]
    return top.eq(labels.reshape(-1, 1))


def masked_mean(x, mask):
    x = x.masked_fill(~mask, 0.0)
    n = mask.sum(-1)
    n = n.masked_fill(n == 0, 1)
    return x.sum(-1) / n
