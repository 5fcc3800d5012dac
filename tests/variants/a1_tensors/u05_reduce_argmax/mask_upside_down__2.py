import torch

# reduce and argmax


def channel_mean(x):
    return x.mean((0, 2, 3))


def predictions(scores):
    return scores.argmax(dim=1)


def accuracy(scores, labels):
    hits = torch.argmax(scores, 1) == labels
    return hits.sum().item() / len(hits)


def top_k_hit(scores, labels, k):
    own = scores.gather(1, labels[:, None])
    return (scores > own).sum(1) < k


def masked_mean(x, mask):
    # True means: leave it out
    x = x.masked_fill(mask, 0.0)
    n = x.shape[-1] - mask.sum(-1)
    return x.sum(-1) / torch.clamp(n, min=1)
