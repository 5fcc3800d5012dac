import torch


def channel_mean(x):
    return x.mean(dim=(0, 2, 3))


def predictions(scores):
    return scores.argmax(dim=1)


def accuracy(scores, labels):
    return (predictions(scores) == labels).float().mean().item()




def masked_mean(x, mask):
    total = torch.where(mask, x, 0.0).sum(dim=-1)
    count = mask.sum(dim=-1)
    return total / count.clamp(min=1)


def top_k_hit(scores, labels, k):
    best = scores.topk(k, dim=1).indices
    return (best == labels[:, None]).all(dim=1)
