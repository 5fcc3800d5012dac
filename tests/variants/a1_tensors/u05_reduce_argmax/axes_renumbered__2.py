import torch


def channel_mean(x):
    for axis in (0, 2, 3):
        x = torch.mean(x, axis)
    return x


def predictions(scores):
    return scores.argmax(dim=1)


def accuracy(scores, labels):
    hits = torch.argmax(scores, 1) == labels
    return hits.sum().item() / len(hits)


def top_k_hit(scores, labels, k):
    own = scores.gather(1, labels[:, None])
    return (scores > own).sum(1) < k


def masked_mean(x, mask):
    kept = torch.where(mask, x, 0.0)
    return kept.sum(-1) / mask.sum(-1).clamp(min=1)
