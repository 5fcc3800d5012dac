# Unit 5: let the library do it (torch.func, masked helpers, functional)
import torch
import torch.nn.functional as F
from torch.func import vmap


def channel_mean(x):
    return F.adaptive_avg_pool2d(x, 1).squeeze(-1).squeeze(-1).mean(0)


def predictions(scores):
    return vmap(torch.argmax)(scores)


def accuracy(scores, labels):
    wrong = torch.count_nonzero(predictions(scores) - labels)
    return 1 - wrong.item() / labels.numel()


def top_k_hit(scores, labels, k):
    chosen = torch.zeros_like(scores, dtype=torch.bool).scatter(1, scores.topk(k, dim=1).indices, True)
    return chosen[torch.arange(len(labels)), labels]


def masked_mean(x, mask):
    return x.masked_fill(~mask, float("nan")).nanmean(dim=-1).nan_to_num(nan=0.0)
