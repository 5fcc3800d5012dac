"""Unit 6."""

import torch


def pick_scores(scores, labels):
    n = torch.arange(len(scores))
    return scores[n, labels]


def one_hot(labels, k):
    return (torch.arange(k) == labels.unsqueeze(1)).long()


def zero_where(x, mask):
    return x.masked_fill(mask, 0)


def last_real_token(h, lengths):
    return h[torch.arange(h.shape[0]), lengths - 1]


def shuffle_together(x, y, g):
    order = torch.rand(len(x), generator=g).argsort()
    x = x[order]
    return x, y
