# -*- coding: utf-8 -*-
"""第六单元：索引。把每一步都打印出来。"""

import torch


def 看一看(名字, 张量):
    print(名字, "形状", tuple(张量.shape), "类型", 张量.dtype)


def pick_scores(scores, labels):
    看一看("scores", scores)
    看一看("labels", labels)
    行号 = torch.arange(scores.shape[0])  # 0, 1, 2, ...
    # 行号和标签配成对
    结果 = scores[行号, labels]
    看一看("结果", 结果)
    assert 结果.shape == labels.shape
    return 结果


def one_hot(labels, k):
    # 先全部写 0，再把每一行该是 1 的地方改成 1
    表 = torch.zeros(labels.shape[0], k, dtype=torch.int64)
    行号 = torch.arange(labels.shape[0])
    表[行号, labels] = 1
    print(表)
    return 表


def zero_where(x, mask):
    print("要清零的个数：", int(mask.sum()))
    副本 = x.detach().clone() if not x.requires_grad else x.clone()
    副本[mask] = 0
    return 副本


def last_real_token(h, lengths):
    看一看("h", h)
    最后 = lengths - 1  # 从 0 开始数，所以减 1
    句子 = torch.arange(h.shape[0])
    结果 = h[句子, 最后, :]
    看一看("结果", 结果)
    return 结果


def shuffle_together(x, y, g):
    # 只抽一次次序，两边都用它
    次序 = torch.randperm(len(x), generator=g)
    print("次序：", 次序.tolist())
    新x = x[次序]
    新y = y[次序]
    return (新x, 新y)


if __name__ == "__main__":
    print(shuffle_together(torch.arange(5) * 10, torch.arange(5), torch.Generator().manual_seed(1)))
