import torch

# reduce and argmax


def channel_mean(x):
    # one number per channel
    return x.mean(3).mean(2).mean(0)


def predictions(scores):
    return scores.argmax(dim=1)


def accuracy(scores, labels):
    hits = torch.argmax(scores, 1) == labels
    return hits.sum().item() / len(hits)


def top_k_hit(scores, labels, k):
    hits = scores.topk(k)[1] == labels.view(-1, 1)
    return hits.sum() > 0


def masked_mean(x, mask):
    kept = torch.where(mask, x, 0.0)
    return kept.sum(-1) / mask.sum(-1).clamp(min=1)
