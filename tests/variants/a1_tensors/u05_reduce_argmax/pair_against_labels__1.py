import torch


def channel_mean(x):
    return x.mean(dim=(0, 2, 3))


def predictions(scores):
    return torch.argmax(scores, dim=-1)


def accuracy(scores, labels):
    guess = torch.max(scores, dim=1)
    hits = guess == labels
    return hits.sum().item() / len(labels)


def top_k_hit(scores, labels, k):
    order = scores.argsort(dim=1, descending=True)[:, :k]
    return torch.any(order == labels.reshape(-1, 1), dim=1)


def masked_mean(x, mask):
    x = x.masked_fill(~mask, 0.0)
    n = mask.sum(-1)
    n = n.masked_fill(n == 0, 1)
    return x.sum(-1) / n
