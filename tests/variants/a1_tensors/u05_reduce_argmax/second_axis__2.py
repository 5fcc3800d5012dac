import torch


def channel_mean(x):
    return x.mean(dim=(0, 2, 3))


def predictions(scores):
    return scores.argmax(dim=1)


def accuracy(scores, labels):
    right = scores.argmax(dim=1).eq(labels).sum()
    return float(right) / len(labels)


def top_k_hit(scores, labels, k):
    own = scores.gather(1, labels[:, None])
    return (scores > own).sum(1) < k


def masked_mean(x, mask):
    n = mask.sum(1)
    total = x.masked_fill(~mask, 0).sum(1)
    return total / torch.where(n == 0, 1, n)
