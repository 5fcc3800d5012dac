# -*- coding: utf-8 -*-
"""第二单元：创建与共享。写得啰嗦一点，每一步都打印出来。"""

import numpy as np
import torch


def from_list(rows):
    张量们 = []
    for 行 in rows:
        一行 = torch.tensor(行, dtype=torch.float32)
        print("这一行：", 一行.shape, 一行.dtype)
        张量们.append(一行)
    # 一行一行地叠起来
    return torch.stack(张量们)


def copy_of(a):
    print("数组的形状和类型：", a.shape, a.dtype)
    # 先在 NumPy 里复制，翻转过的数组也没问题
    副本 = np.array(a, copy=True, order="C")
    return torch.from_numpy(副本)


def window_on(a):
    窗口 = torch.from_numpy(a)
    print("窗口：", 窗口.dtype)
    return 窗口


def shares_memory(x, y):
    地址一 = x.untyped_storage().data_ptr()
    地址二 = y.untyped_storage().data_ptr()
    print("两个存储区的地址：", hex(地址一), hex(地址二))
    if 地址一 == 地址二:
        return True
    else:
        return False


def like_but_zero(x):
    形状 = tuple(x.shape)
    结果 = torch.full(形状, 0, dtype=x.dtype, device=x.device)
    print("全是零：", 结果.dtype, 结果.device)
    return 结果


def count_bytes(x):
    个数 = x.numel()
    每个 = x.element_size()
    print(个数, "个数，每个", 每个, "字节")
    return 个数 * 每个


if __name__ == "__main__":
    # 自己试一试
    照片 = np.zeros((2, 3), dtype=np.uint8)
    print(window_on(照片), copy_of(照片))
