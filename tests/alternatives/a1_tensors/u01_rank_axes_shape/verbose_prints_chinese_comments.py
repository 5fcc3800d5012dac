# -*- coding: utf-8 -*-
"""第一单元：秩、轴、形状。每一步都打印出来看看。"""

import torch


def rank(x):
    形状 = tuple(x.shape)
    print("形状是", 形状)
    # 形状里有几项，就有几个轴
    return len(形状)


def length_of_axis(x, axis):
    长度 = list(x.shape)
    if axis < 0:
        print("从右边数起，换算成", axis + len(长度))
        axis = axis + len(长度)
    return 长度[axis]


def n_elements_from_shape(shape):
    # 单个数的形状是 ()，所以从 1 开始
    个数 = 1
    for 长度 in shape:
        个数 = 个数 * 长度
        print("乘上", 长度, "等于", 个数)
    return 个数


def name_axes(x):
    字母 = {3: ["C", "H", "W"], 4: ["B", "C", "H", "W"]}
    结果 = {}
    for 编号, 名字 in enumerate(字母[rank(x)]):
        结果[名字] = length_of_axis(x, 编号)
    print(结果)
    return 结果


def first_picture(batch):
    print("一共", batch.shape[0], "张图像")
    图像 = batch[0, :, :, :].clone()
    print("第一张的形状是", tuple(图像.shape))
    return 图像


if __name__ == "__main__":
    小批量 = torch.zeros(2, 3, 5, 7)
    print(rank(小批量), name_axes(小批量), first_picture(小批量).shape)
