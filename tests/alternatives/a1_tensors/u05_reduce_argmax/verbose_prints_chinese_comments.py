# -*- coding: utf-8 -*-
"""第五单元：归约。写得啰嗦一点，把每一步的形状都打印出来。"""

import torch


def channel_mean(x):
    # 每个通道一个数，所以 B、H、W 都要消失
    print("x 的形状：", tuple(x.shape))
    通道在前 = x.permute(1, 0, 2, 3)  # (C, B, H, W)
    总和 = 通道在前.sum(dim=(1, 2, 3))  # (C,)
    个数 = x.numel() // x.shape[1]
    print("总和：", 总和, "个数：", 个数)
    return 总和 / 个数


def predictions(scores):
    最大值, 位置 = torch.max(scores, dim=1)
    print("最大值：", 最大值, "位置：", 位置)
    return 位置


def accuracy(scores, labels):
    预测 = predictions(scores)
    对了 = 预测 == labels
    print("猜对的行：", 对了)
    对了的个数 = int(对了.sum())
    return 对了的个数 / labels.shape[0]


def top_k_hit(scores, labels, k):
    # 先把前 k 名的位置找出来
    前几名 = torch.topk(scores, k, dim=1)[1]
    print("前", k, "名：", 前几名)
    命中 = torch.zeros(len(labels), dtype=torch.bool)
    for 名次 in range(k):
        命中 = 命中 | (前几名[:, 名次] == labels)
    return 命中


def masked_mean(x, mask):
    干净 = torch.where(mask, x, 0.0)  # 不算数的换成 0
    总和 = 干净.sum(dim=-1)
    个数 = mask.sum(dim=-1)
    print("总和：", 总和, "个数：", 个数)
    # 一个也没有的时候，除以 1
    个数 = torch.where(个数 == 0, torch.ones_like(个数), 个数)
    return 总和 / 个数


if __name__ == "__main__":
    # 自己试一试
    print(channel_mean(torch.arange(12.0).reshape(1, 3, 2, 2)))
    print(accuracy(torch.tensor([[0.1, 0.9], [0.8, 0.2]]), torch.tensor([1, 1])))
