import torch
import torch.nn.functional as F


def log_softmax(z):
    z = z - z.max(dim=-1, keepdim=True).values
    return z - z.exp().sum(dim=-1, keepdim=True).log()


def cross_entropy(z, y, reduction="mean"):
    losses = -log_softmax(z).gather(1, y[:, None]).squeeze(1)
    if reduction == "mean":
        return losses.mean()
    if reduction == "sum":
        return losses.sum()
    return losses


def bce_with_logits(z, y):
    return (z.clamp(min=0) - z * y + torch.log1p(torch.exp(-z.abs()))).mean()




def mse(p, y):
    if p.shape != y.shape:
        raise ValueError("shapes differ")
    return ((p - y) ** 2).mean()


def smooth_targets(y, k, eps):
    t = torch.full((len(y), k), eps / k)
    t[torch.arange(len(y)), y] = 1 - eps
    return t
