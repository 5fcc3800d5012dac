# -*- coding: utf-8 -*-
"""第四单元：损失函数。每一步都打印出来看看。"""
import sys

import torch
from torch import nn
import torch.nn.functional as F

调试 = True


def 看(名字, x):
    """打印形状"""
    if 调试:
        print(名字, tuple(x.shape), x.dtype)
        print(名字, x, file=sys.stderr)


def log_softmax(z):
    # 先减去每行最大值，防止溢出
    最大, 位置 = torch.max(z, dim=-1, keepdim=True)
    看("最大", 最大)
    平移后 = torch.sub(z, 最大)
    分母 = torch.exp(平移后).sum(dim=-1, keepdim=True)
    看("分母", 分母)
    return 平移后 - torch.log(分母)


def cross_entropy(z, y, reduction="mean"):
    # 用独热编码挑出真实类别
    独热 = F.one_hot(y, num_classes=z.shape[1]).to(z.dtype)
    每张 = -(独热 * log_softmax(z)).sum(dim=1)
    看("每张", 每张)
    if reduction == "mean":
        return 每张.sum() / len(y)
    elif reduction == "sum":
        return 每张.sum()
    else:
        return 每张


def bce_with_logits(z, y):
    # 稳定公式：max(z,0) - z*y + log(1+exp(-|z|))
    损失 = z.clamp(min=0) - z * y + torch.log1p(torch.exp(-z.abs()))
    看("损失", 损失)
    return 损失.mean()


def smooth_targets(y, k, eps):
    目标 = torch.zeros(y.size(0), k)
    目标.fill_(eps / k)
    目标[range(len(y)), y] = 1 - eps + eps / k
    看("目标", 目标)
    return 目标


def mse(p, y):
    看("p", p)
    if p.shape != y.shape:
        raise ValueError(f"形状不同：{p.shape} 与 {y.shape}")
    return nn.MSELoss()(p, y)


if __name__ == "__main__":
    print(cross_entropy(torch.randn(3, 4), torch.tensor([0, 1, 2])))
