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
    out = []
    for i in range(len(h)):
        out.append(h[i, lengths[i] - 1])
    return torch.stack(out)


def shuffle_together(x, y, g):
    for i in range(len(x) - 1, 0, -1):
        j = int(torch.randint(i + 1, (1,), generator=g))
        x[[i, j]] = x[[j, i]]
        y[[i, j]] = y[[j, i]]
    return x, y
