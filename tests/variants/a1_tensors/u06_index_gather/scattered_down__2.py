# -*- coding: utf-8 -*-
"""第六单元。"""

import torch


def pick_scores(scores, labels):
    wanted = labels.reshape(-1, 1)
    return scores.take_along_dim(wanted, dim=1).flatten()


def one_hot(labels, k):
    zeros = torch.zeros(labels.shape[0], k).long()
    ones = torch.ones(labels.shape[0], 1).long()
    return torch.scatter(zeros, dim=0, index=labels.reshape(-1, 1), src=ones)


def zero_where(x, mask):
    return x.masked_fill(mask, 0)


def last_real_token(h, lengths):
    b, l, d = h.shape
    where = (lengths - 1).reshape(b, 1, 1).expand(b, 1, d)
    return h.gather(1, where).reshape(b, d)


def shuffle_together(x, y, g):
    perm = torch.randperm(x.size(0), generator=g)
    new_x = x.index_select(0, perm)
    new_y = y.index_select(0, perm)
    return new_x, new_y
