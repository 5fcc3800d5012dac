# -*- coding: utf-8 -*-
"""第六单元。"""

import torch


def pick_scores(scores, labels):
    wanted = labels.reshape(-1, 1)
    return scores.take_along_dim(wanted, dim=1).flatten()


def one_hot(labels, k):
    y = torch.zeros((labels.shape[0], k)).long()
    for label in labels:
        y[:, label] = 1
    return y


def zero_where(x, mask):
    return x.masked_fill(mask, 0)


def last_real_token(h, lengths):
    out = []
    for i in range(len(h)):
        out.append(h[i, lengths[i] - 1])
    return torch.stack(out)


def shuffle_together(x, y, g):
    p = torch.randperm(len(y), generator=g)
    return x[p], y[p]
