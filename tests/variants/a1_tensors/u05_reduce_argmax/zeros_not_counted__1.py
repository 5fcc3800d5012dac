import torch


def channel_mean(x):
    # one number per channel
    return x.mean(3).mean(2).mean(0)


def predictions(scores):
    return torch.argmax(scores, dim=-1)


def accuracy(scores, labels):
    right = scores.argmax(dim=1).eq(labels).sum()
    return float(right) / len(labels)


def top_k_hit(scores, labels, k):
    order = scores.argsort(dim=1, descending=True)[:, :k]
    return torch.any(order == labels.reshape(-1, 1), dim=1)


def masked_mean(x, mask):
    kept = torch.where(mask, x, 0.0)
    n = torch.count_nonzero(kept, dim=-1)
    return kept.sum(-1) / n.clamp(min=1)
