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
    return h[:, h.shape[1] - 1, :]


def shuffle_together(x, y, g):
    p = torch.randperm(len(y), generator=g)
    return x[p], y[p]
