# 第九单元：步幅与视图
import math

import torch
from torch import Tensor


def offset_of(index: tuple, stride: tuple) -> int:
    # 下标乘步幅，再相加
    return sum([a * b for a, b in zip(index, stride)])


def is_contiguous(shape: tuple, stride: tuple) -> bool:
    if math.prod(shape) == 0:
        return True
    for axis, (length, step) in enumerate(zip(shape, stride)):
        if length > 1 and step != math.prod(shape[axis + 1:]):
            return False
    return True


def row_windows(x: Tensor, k: int) -> Tensor:
    return x.unfold(0, k, 1)


def diagonal_view(x: Tensor) -> Tensor:
    return x.diagonal()


def transpose_by_strides(x: Tensor) -> Tensor:
    # 原地交换两个轴
    return x.transpose_(0, 1)
