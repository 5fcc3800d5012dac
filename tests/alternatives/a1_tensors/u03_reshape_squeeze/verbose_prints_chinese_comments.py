# -*- coding: utf-8 -*-
"""第三单元：改变形状。写得啰嗦一点，把每一步的形状都打印出来。"""

import torch


def 打印形状(名字, 张量):
    print(名字, "的形状：", tuple(张量.shape))


def flatten_batch(x):
    打印形状("x", x)
    # 第一个轴是 batch，后面的轴全部乘起来
    图像数 = x.shape[0]
    每张的元素数 = 1
    for 长度 in x.shape[1:]:
        每张的元素数 = 每张的元素数 * 长度
    print("每张图像有", 每张的元素数, "个数")
    # 不能写 -1：空的小批量推断不出来
    结果 = x.reshape(图像数, 每张的元素数)
    打印形状("结果", 结果)
    return 结果


def add_channel(x):
    打印形状("加轴之前", x)
    结果 = torch.unsqueeze(x, dim=1)  # (B, H, W) -> (B, 1, H, W)
    打印形状("加轴之后", 结果)
    return 结果


def drop_channel(x):
    打印形状("去轴之前", x)
    # 一定要写 1，不然只有一张图像时 batch 轴也没了
    结果 = torch.squeeze(x, dim=1)
    打印形状("去轴之后", 结果)
    if 结果.dim() != 3:
        raise ValueError("应该剩下三个轴，实际是 " + str(结果.dim()))
    return 结果


def as_rows(x, width):
    总数 = x.numel()
    行数 = 总数 // width
    print("一共", 总数, "个数，每行", width, "个，所以有", 行数, "行")
    # x 在内存里不一定连续，先 contiguous 再 view
    return x.contiguous().view(行数, width)


def unflatten(x, chw):
    通道, 高, 宽 = chw
    打印形状("x", x)
    新形状 = [x.shape[0], 通道, 高, 宽]
    print("新形状：", 新形状)
    return x.reshape(新形状)


if __name__ == "__main__":
    # 自己试一试
    图像 = torch.arange(24.0).reshape(2, 3, 2, 2)
    行 = flatten_batch(图像)
    print((unflatten(行, (3, 2, 2)) == 图像).all())
    print(drop_channel(add_channel(torch.zeros(1, 2, 3))).shape)
    print(as_rows(torch.arange(12), 4))
