import torch
import torch.nn.functional as F


def log_softmax(z):
    z = z - z.max(dim=-1, keepdim=True).values
    return z - torch.log(torch.exp(z).sum(dim=-1, keepdim=True))


def cross_entropy(z, y, reduction="mean"):
    losses = -log_softmax(z)[range(len(y)), y]
    if reduction == "mean":
        return losses.mean()
    if reduction == "sum":
        return losses.sum()
    return losses


def bce_with_logits(z, y):
    losses = -y * torch.log(z) - (1 - y) * torch.log(1 - z)
    return losses.mean()


def smooth_targets(y, k, eps):
    hot = F.one_hot(y, k).float()
    return hot * (1 - eps) + eps / k


def mse(p, y):
    if p.shape != y.shape:
        raise ValueError("shapes differ")
    return ((p - y) ** 2).mean()
