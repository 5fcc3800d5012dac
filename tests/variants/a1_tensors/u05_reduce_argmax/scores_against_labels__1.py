import torch

# reduce and argmax


def channel_mean(x):
    return x.mean(dim=(0, 2, 3))


def predictions(scores):
    return torch.argmax(scores, dim=-1)


def accuracy(scores, labels):
    right = scores.argmax(dim=1).eq(labels).sum()
    return float(right) / len(labels)


def top_k_hit(scores, labels, k):
    values, _ = torch.topk(scores, k, dim=1)
    return (values == labels.unsqueeze(1)).any(dim=1)


def masked_mean(x, mask):
    n = mask.sum(dim=-1)
    return x.masked_fill(~mask, 0).sum(dim=-1) / torch.clamp(n, min=1)
