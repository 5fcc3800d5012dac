import torch


def channel_mean(x):
    # one number per channel
    return x.mean(3).mean(2).mean(0)


def predictions(scores):
    return scores.argmax(dim=1)


def accuracy(scores, labels):
    return (scores.argmax(1) == labels).float().mean().item()


def top_k_hit(scores, labels, k):
    own = scores.gather(1, labels[:, None])
    return (scores > own).sum(1) < k


def masked_mean(x, mask):
    n = mask.sum(-1)
    n = torch.where(n == 0, 1, n)
    return torch.mul(x, mask).sum(-1) / n
