import torch

# reduce and argmax


def channel_mean(x):
    # mean of the channels
    return torch.mean(x, dim=1)


def predictions(scores):
    return torch.argmax(scores, dim=-1)


def accuracy(scores, labels):
    return (scores.argmax(1) == labels).float().mean().item()


def top_k_hit(scores, labels, k):
    order = scores.argsort(dim=1, descending=True)[:, :k]
    return torch.any(order == labels.reshape(-1, 1), dim=1)


def masked_mean(x, mask):
    x = x.masked_fill(~mask, 0.0)
    n = mask.sum(-1)
    n = n.masked_fill(n == 0, 1)
    return x.sum(-1) / n
