import torch

# reduce and argmax


def channel_mean(x):
    # (B, C, H, W) -> (C,)
    out = x.mean(dim=(0, -2, -1))
    return out


def predictions(scores):
    return scores.argmax(dim=1)


def accuracy(scores, labels):
    right = int((scores.max(1)[1] == labels).sum())
    return right / torch.numel(scores)


def top_k_hit(scores, labels, k):
    own = scores.gather(1, labels[:, None])
    return (scores > own).sum(1) < k


def masked_mean(x, mask):
    n = mask.sum(dim=-1)
    return x.masked_fill(~mask, 0).sum(dim=-1) / torch.clamp(n, min=1)
