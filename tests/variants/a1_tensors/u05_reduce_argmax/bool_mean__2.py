import torch

# reduce and argmax


def channel_mean(x):
    return x.mean((0, 2, 3))


def predictions(scores):
    return scores.argmax(dim=1)


def accuracy(scores, labels):
    return scores.argmax(-1).eq(labels).mean().item()


def top_k_hit(scores, labels, k):
    own = scores.gather(1, labels[:, None])
    return (scores > own).sum(1) < k


def masked_mean(x, mask):
    x = x.masked_fill(~mask, 0.0)
    n = mask.sum(-1)
    n = n.masked_fill(n == 0, 1)
    return x.sum(-1) / n
