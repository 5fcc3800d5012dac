# -*- coding: utf-8 -*-
"""第七单元：调度、裁剪、累积。每一步都打印出来看看。"""
import math
import sys

import torch
import torch.nn as nn


class 桶:
    """把各份的损失按样本数累加起来。"""

    def __init__(self):
        self.总和 = 0.0
        self.个数 = 0

    def 倒入(self, 平均损失, 样本数):
        self.总和 += 平均损失 * 样本数
        self.个数 += 样本数

    def 平均(self):
        return self.总和 / self.个数


def warmup_cosine(step: int, warmup: int, total: int, base: float, floor: float = 0.0) -> float:
    # 第一段：预热，从第 0 步就开始爬
    if step < warmup:
        学习率 = base * ((step + 1) / warmup)
        print("预热", step, 学习率)
        return 学习率
    # 第三段：计划走完了
    if step > total:
        print("已经结束", file=sys.stderr)
        step = total
    # 第二段：半个余弦波
    角度 = math.radians(180 * (step - warmup) / (total - warmup))
    学习率 = floor + (base - floor) * (1 + math.cos(角度)) / 2
    print("余弦", step, 学习率)
    return 学习率


def clip_(params, max_norm):
    params = list(params)  # 只能走一遍，先存成列表
    平方和 = 0.0
    for p in params:
        if p.grad is None:
            print("没有梯度：", tuple(p.shape), file=sys.stderr)
            continue
        平方和 += float(torch.sum(p.grad.double() ** 2))
    范数 = math.sqrt(平方和)
    print("裁剪之前的范数：", 范数)
    if 范数 > max_norm:
        倍数 = max_norm / 范数
        for p in params:
            if p.grad is not None:
                p.grad.data.mul_(倍数)
    return 范数


def accumulated_step(model, opt, loss_fn, micro):
    全部 = sum([len(y) for _, y in micro])  # 一共几个样本
    大桶 = 桶()
    opt.zero_grad()
    for i, (x, y) in enumerate(micro):
        输出 = model(x)
        损失 = loss_fn(输出, y)
        print(f"第 {i} 份：{len(y)} 个样本，平均损失 {损失.item():.4f}")
        (损失 * len(y) / 全部).backward()
        大桶.倒入(损失.item(), len(y))
    opt.step()
    print("整批的平均损失：", 大桶.平均(), file=sys.stderr)
    return 大桶.平均()


def set_lr(opt, lr):
    旧的 = [组["lr"] for 组 in opt.param_groups]
    最大 = sorted(旧的)[-1]
    for 组, 旧 in zip(opt.param_groups, 旧的):
        组["lr"] = lr * (旧 / 最大)
        print("学习率：", 旧, "->", 组["lr"])
    return None


if __name__ == "__main__":
    layer = nn.Linear(2, 1)
    opt = torch.optim.SGD(layer.parameters(), lr=0.1)
    for step in range(6):
        set_lr(opt, warmup_cosine(step, 2, 6, 0.1))
        print(accumulated_step(layer, opt, nn.MSELoss(), [(torch.ones(3, 2), torch.ones(3, 1)), (torch.ones(1, 2), torch.zeros(1, 1))]))
