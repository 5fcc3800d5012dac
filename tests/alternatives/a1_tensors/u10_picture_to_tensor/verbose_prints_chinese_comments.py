# -*- coding: utf-8 -*-
"""第十单元：从图像到张量。每一步都打印出来看看。"""

import numpy as np
import torch

红的权重, 绿的权重, 蓝的权重 = 0.299, 0.587, 0.114


def 看看(名字, 数据):
    print(名字, "形状", tuple(数据.shape), "类型", 数据.dtype)


def to_chw(img):
    看看("图像", img)
    # 先分成三层，再叠起来，就不用记 permute 的编号了
    红 = img[:, :, 0].astype("float32") / 255
    绿 = img[:, :, 1].astype("float32") / 255
    蓝 = img[:, :, 2].astype("float32") / 255
    结果 = torch.stack([torch.tensor(层) for 层 in (红, 绿, 蓝)])
    看看("结果", 结果)
    return 结果


def to_hwc_uint8(x):
    看看("x", x)
    # 一定要先截断，再变成字节，否则会绕回去
    x = x.detach().clone()
    x[x < 0] = 0
    x[x > 1] = 1
    字节 = (x * 255 + 0.5).to(torch.uint8)  # 加 0.5 再舍去小数，就是四舍五入
    红, 绿, 蓝 = 字节
    结果 = np.dstack([红.numpy(), 绿.numpy(), 蓝.numpy()])
    看看("结果", 结果)
    return 结果


def grey(x):
    结果 = x[0:1] * 红的权重 + x[1:2] * 绿的权重 + x[2:3] * 蓝的权重  # 用切片，通道轴就还在
    看看("灰度", 结果)
    return 结果


def centre_crop(x, size):
    通道, 高, 宽 = x.shape
    多余的行, 多余的列 = 高 - size, 宽 - size
    上 = 多余的行 // 2
    下 = 多余的行 - 上  # 奇数的时候，下面多去一行
    左 = 多余的列 // 2
    右 = 多余的列 - 左
    print("上下左右各去掉", 上, 下, 左, 右)
    return x[:, 上 : 高 - 下, 左 : 宽 - 右]


def make_batch(imgs):
    小批量 = []
    for 第几张, 图像 in enumerate(imgs):
        print("第", 第几张, "张")
        小批量.append(to_chw(图像))
    return torch.stack(小批量, dim=0)


if __name__ == "__main__":
    试 = np.random.randint(0, 256, (4, 5, 3)).astype("uint8")
    print((to_hwc_uint8(to_chw(试)) == 试).all())
    print(make_batch([试, 试]).shape)
