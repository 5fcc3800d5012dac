# 第五单元
import torch


def channel_mean(x):
    # one number per channel
    return x.mean(3).mean(2).mean(0)


def predictions(scores):
    values, indices = scores.max(dim=1)
    return indices


def accuracy(scores, labels):
    hits = torch.argmax(scores, 1) == labels
    return hits.sum().item() / len(hits)


def top_k_hit(scores, labels, k):
    best = torch.topk(scores, k)[1]
    return (best == labels.unsqueeze(1)).any(1)


def masked_mean(x, mask):
    kept = torch.where(mask, x, 0.0)
    return kept.mean(dim=-1)
