"""Unit 6: let the library do it."""

import torch
import torch.nn.functional as F
from torch.utils.data import RandomSampler


def pick_scores(scores, labels):
    return -F.nll_loss(scores, labels, reduction="none")


def one_hot(labels, k):
    return torch.diag(torch.ones(k)).long().index_select(0, labels)


def zero_where(x, mask):
    return torch.masked_fill(input=x, mask=mask, value=0.0)


def last_real_token(h, lengths):
    return torch.take_along_dim(h, lengths[:, None, None] - 1, dim=1)[:, 0]


def shuffle_together(x, y, g):
    order = list(RandomSampler(range(len(x)), generator=g))
    return x[order], y[order]
