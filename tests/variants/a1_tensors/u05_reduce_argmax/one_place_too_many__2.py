import torch


def channel_mean(x):
    # (B, C, H, W) -> (C,)
    out = x.mean(dim=(0, -2, -1))
    return out


def predictions(scores):
    return scores.argmax(dim=1)


def accuracy(scores, labels):
    hits = torch.argmax(scores, 1) == labels
    return hits.sum().item() / len(hits)


def top_k_hit(scores, labels, k):
    order = scores.argsort(dim=1, descending=True)
    return (order[:, : k + 1] == labels[:, None]).any(1)


def masked_mean(x, mask):
    kept = torch.where(mask, x, 0.0)
    return kept.sum(-1) / mask.sum(-1).clamp(min=1)
