# -*- coding: utf-8 -*-
"""第七单元：堆叠与连结。每一步都打印形状。"""

import torch


def to_batch(pictures):
    print("一共", len(pictures), "张图像")
    带轴的 = []
    for 图像 in pictures:
        # (C, H, W) -> (1, C, H, W)
        带轴的.append(图像.unsqueeze(0))
    结果 = torch.cat(带轴的, dim=0)
    print("小批量的形状：", 结果.shape)
    return 结果


def append_rows(a, b):
    # 列数必须一样
    if a.shape[1] != b.shape[1]:
        raise ValueError("列数不一样")
    行 = []
    for 一行 in a:
        行.append(一行)
    for 一行 in b:
        行.append(一行)
    结果 = torch.stack(行)
    print(a.shape, "加", b.shape, "得", 结果.shape)
    return 结果


def interleave(a, b):
    # 先复制一份，再隔行填写
    结果 = torch.cat([a, b], dim=0).clone()
    结果[0::2] = a  # 偶数行
    结果[1::2] = b  # 奇数行
    print("交错之后：", 结果)
    return 结果


def side_by_side(pictures):
    列表 = list(pictures)  # 不动调用者的列表
    结果 = 列表.pop(0)
    while len(列表) > 0:
        下一张 = 列表.pop(0)
        结果 = torch.cat([结果, 下一张], dim=2)
        print("目前的宽度：", 结果.shape[2])
    return 结果


def split_batch(x, sizes):
    if sum(sizes) != len(x):
        raise ValueError("大小之和不等于行数")
    结果 = []
    起点 = 0
    for 大小 in sizes:
        终点 = 起点 + 大小
        print("从", 起点, "到", 终点)
        结果.append(x[起点:终点])
        起点 = 终点
    return 结果


if __name__ == "__main__":
    # 自己试一试
    甲 = torch.arange(6).reshape(3, 2)
    print(interleave(甲, 甲 + 10))
    print(split_batch(甲, [1, 2]))
