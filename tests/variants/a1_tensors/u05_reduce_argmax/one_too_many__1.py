import torch

# reduce and argmax


def channel_mean(x):
    return x.mean((0, 2, 3))


def predictions(scores):
    return torch.argmax(scores, dim=-1)


def accuracy(scores, labels):
    return (scores.argmax(1) == labels).float().mean().item()


def top_k_hit(scores, labels, k):
    order = scores.argsort(dim=1, descending=True)[:, :k]
    return torch.any(order == labels.reshape(-1, 1), dim=1)


def masked_mean(x, mask):
    kept = torch.where(mask, x, 0.0)
    return kept.sum(-1) / (1 + mask.sum(-1))
