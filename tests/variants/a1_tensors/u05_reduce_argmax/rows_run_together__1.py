import torch

# reduce and argmax


def channel_mean(x):
    return torch.mean(x, dim=[0, 2, 3])


def predictions(scores):
    return torch.argmax(scores, dim=-1)


def accuracy(scores, labels):
    hits = torch.argmax(scores, 1) == labels
    return hits.sum().item() / len(hits)


def top_k_hit(scores, labels, k):
    order = scores.argsort(dim=1, descending=True)[:, :k]
    return torch.any(order == labels.reshape(-1, 1), dim=1)


def masked_mean(x, mask):
    return torch.masked_select(x, mask).mean()
