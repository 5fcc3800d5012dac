import torch

# reduce and argmax


def channel_mean(x):
    return x.mean((0, 2, 3))


def predictions(scores):
    return torch.argmax(scores, dim=-1)


def accuracy(scores, labels):
    share = (scores.argmax(1) == labels).double().mean()
    return share.item() * 100


def top_k_hit(scores, labels, k):
    order = scores.argsort(dim=1, descending=True)[:, :k]
    return torch.any(order == labels.reshape(-1, 1), dim=1)


def masked_mean(x, mask):
    n = mask.sum(dim=-1)
    return x.masked_fill(~mask, 0).sum(dim=-1) / torch.clamp(n, min=1)
