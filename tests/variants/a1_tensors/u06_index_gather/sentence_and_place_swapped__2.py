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
    h = h.transpose(0, 1)  # 先把位置放到前面
    return h[torch.arange(len(lengths)), lengths - 1]


def shuffle_together(x, y, g):
    perm = torch.randperm(x.size(0), generator=g)
    new_x = x.index_select(0, perm)
    new_y = y.index_select(0, perm)
    return new_x, new_y
