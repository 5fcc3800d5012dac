# -*- coding: utf-8 -*-
"""第六单元。"""

import torch


def pick_scores(scores, labels):
    wanted = labels.reshape(-1, 1)
    return scores.take_along_dim(wanted, dim=1).flatten()


def one_hot(labels, k):
    # 单位矩阵的行
    return torch.eye(k).long()[labels]


def zero_where(x, mask):
    return x.masked_fill(mask, 0)


def last_real_token(h, lengths):
    return torch.stack([h[i][lengths - 1] for i in range(len(h))])


def shuffle_together(x, y, g):
    p = torch.randperm(len(y), generator=g)
    return x[p], y[p]
