# -*- coding: utf-8 -*-
"""第九单元：步幅与视图。写得啰嗦一点，把步幅都打印出来。"""

import torch


def 打印步幅(名字, 张量):
    print(名字, "的形状：", tuple(张量.shape), "步幅：", 张量.stride(), "起点：", 张量.storage_offset())


def offset_of(index, stride):
    轴数 = len(index)
    偏移量 = 0
    for 轴 in range(轴数):
        # 沿这个轴走了 index[轴] 步，每步 stride[轴] 个位置
        偏移量 = 偏移量 + index[轴] * stride[轴]
    return 偏移量


def is_contiguous(shape, stride):
    # 没有元素，就没有什么可不连续的
    for 长度 in shape:
        if 长度 == 0:
            return True
    应有步幅 = 1
    轴 = len(shape) - 1
    while 轴 >= 0:
        if shape[轴] != 1:
            if stride[轴] != 应有步幅:
                return False
        应有步幅 = 应有步幅 * shape[轴]
        轴 = 轴 - 1
    return True


def row_windows(x, k):
    打印步幅("x", x)
    步幅 = x.stride()[0]
    窗口数 = x.shape[0] - k + 1
    窗口 = torch.as_strided(x, size=(窗口数, k), stride=(步幅, 步幅))
    打印步幅("窗口", 窗口)
    return 窗口


def diagonal_view(x):
    打印步幅("x", x)
    行数, 列数 = x.shape
    向下, 向右 = x.stride()
    if 行数 < 列数:
        个数 = 行数
    else:
        个数 = 列数
    return torch.as_strided(x, size=(个数,), stride=(向下 + 向右,))


def transpose_by_strides(x):
    打印步幅("x", x)
    行数, 列数 = x.shape
    向下, 向右 = x.stride()
    转置 = torch.as_strided(x, size=(列数, 行数), stride=(向右, 向下))
    打印步幅("转置", 转置)
    return 转置
