import torch


def channel_mean(x):
    return torch.mean(x, dim=(-2, -1))


def predictions(scores):
    return torch.argmax(scores, dim=-1)


def accuracy(scores, labels):
    right = scores.argmax(dim=1).eq(labels).sum()
    return float(right) / len(labels)


def top_k_hit(scores, labels, k):
    order = scores.argsort(dim=1, descending=True)[:, :k]
    return torch.any(order == labels.reshape(-1, 1), dim=1)


def masked_mean(x, mask):
    n = mask.sum(dim=-1)
    return x.masked_fill(~mask, 0).sum(dim=-1) / torch.clamp(n, min=1)
