import torch

# reduce and argmax


def channel_mean(x):
    # 通道在最后
    return x.reshape(-1, x.shape[-1]).mean(0)


def predictions(scores):
    return scores.argmax(dim=1)


def accuracy(scores, labels):
    return (scores.argmax(1) == labels).float().mean().item()


def top_k_hit(scores, labels, k):
    own = scores.gather(1, labels[:, None])
    return (scores > own).sum(1) < k


def masked_mean(x, mask):
    x = x.masked_fill(~mask, 0.0)
    n = mask.sum(-1)
    n = n.masked_fill(n == 0, 1)
    return x.sum(-1) / n
