# -*- coding: utf-8 -*-
"""第六单元。"""

import torch


def pick_scores(scores, labels):
    labels = labels.long()
    # 沿着类别的轴取
    return scores.gather(-1, labels)


def one_hot(labels, k):
    # 单位矩阵的行
    return torch.eye(k).long()[labels]


def zero_where(x, mask):
    return x.masked_fill(mask, 0)


def last_real_token(h, lengths):
    return h[torch.arange(h.shape[0]), lengths - 1]


def shuffle_together(x, y, g):
    # 先抽一个次序
    order = torch.rand(x.shape[0], generator=g).argsort()
    x, y = x[order], y[order]
    return x, y
