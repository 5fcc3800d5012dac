import torch

# reduce and argmax


def channel_mean(x):
    return x.mean(dim=(0, 2, 3))


def predictions(scores):
    values, indices = scores.max(dim=0)
    return indices


def accuracy(scores, labels):
    right = scores.argmax(dim=1).eq(labels).sum()
    return float(right) / len(labels)


def top_k_hit(scores, labels, k):
    own = scores.gather(1, labels[:, None])
    return (scores > own).sum(1) < k


def masked_mean(x, mask):
    n = mask.sum(dim=-1)
    return x.masked_fill(~mask, 0).sum(dim=-1) / torch.clamp(n, min=1)
