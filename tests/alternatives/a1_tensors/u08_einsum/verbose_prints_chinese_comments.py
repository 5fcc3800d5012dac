# -*- coding: utf-8 -*-
"""第八单元：爱因斯坦求和。每一步都打印形状。"""

import torch


def matmul(a, b):
    print("a 的形状：", a.shape, "b 的形状：", b.shape)
    # 相同的字母 j 会被求和
    结果 = torch.einsum("ij,jk->ik", a, b)
    print("结果：", 结果)
    return 结果


def batched_matmul(a, b):
    批大小 = a.shape[0]
    每一个 = []
    for 序号 in range(批大小):
        print("第", 序号, "对矩阵")
        每一个.append(matmul(a[序号], b[序号]))
    return torch.stack(每一个, dim=0)


def bilinear(x, W, y):
    # 先算 x 乘 W，再与 y 逐项相乘
    xW = torch.matmul(x, W)
    print("xW:", xW.shape)
    乘积 = xW * y
    return 乘积.sum(dim=-1)


def outer(a, b):
    列 = a.unsqueeze(1)  # (N, 1)
    行 = b.unsqueeze(0)  # (1, M)
    print(列.shape, 行.shape)
    return 列 * 行


def attention_scores(q, k):
    # 只交换最后两个轴
    k转置 = k.permute(0, 1, 3, 2)
    print("q:", q.shape, "k 转置:", k转置.shape)
    分数 = q.matmul(k转置)
    print("分数：", 分数.shape)
    return 分数


if __name__ == "__main__":
    # 自己试一试
    q = torch.rand(2, 3, 4, 5)
    print(attention_scores(q, q).shape)
    print(outer(torch.tensor([1.0, 2.0]), torch.tensor([5.0, 0.0, 7.0])))
