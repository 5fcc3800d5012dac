import torch

# reduce and argmax


def channel_mean(x):
    # (B, C, H, W) -> (C,)
    out = x.mean(dim=(0, -2, -1))
    return out


def predictions(scores):
    return torch.argmax(scores, dim=-1)


def accuracy(scores, labels):
    hits = torch.argmax(scores, 1) == labels
    return hits.sum().item() / len(hits)


def top_k_hit(scores, labels, k):
    best = torch.topk(scores, k, dim=1)[1]
    hits = best == labels
    return hits.any(dim=1)


def masked_mean(x, mask):
    kept = torch.where(mask, x, 0.0)
    return kept.sum(-1) / mask.sum(-1).clamp(min=1)
