import torch


def channel_mean(x):
    return x.mean((0, 2, 3))


def predictions(scores):
    return torch.argmax(scores, dim=-1)


def accuracy(scores, labels):
    hits = torch.argmax(scores, 1) == labels
    return hits.sum().item() / len(hits)


def top_k_hit(scores, labels, k):
    best = scores.topk(k, dim=1).indices
    return torch.tensor([bool(label in best) for label in labels])


def masked_mean(x, mask):
    kept = torch.where(mask, x, 0.0)
    return kept.sum(-1) / mask.sum(-1).clamp(min=1)
