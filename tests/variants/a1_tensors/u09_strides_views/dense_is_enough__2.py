# 第九单元：步幅与视图
import math

import torch
from torch import Tensor


def offset_of(index: tuple, stride: tuple) -> int:
    # 下标乘步幅，再相加
    return sum([a * b for a, b in zip(index, stride)])


def is_contiguous(shape: tuple, stride: tuple) -> bool:
    # 从最小的步幅看起
    if math.prod(shape) == 0:
        return True
    pairs = sorted((s, n) for n, s in zip(shape, stride) if n > 1)
    want = 1
    for s, n in pairs:
        if s != want:
            return False
        want = s * n
    return True


def row_windows(x: Tensor, k: int) -> Tensor:
    return x.unfold(0, k, 1)


def diagonal_view(x: Tensor) -> Tensor:
    return x.diagonal()


def transpose_by_strides(x: Tensor) -> Tensor:
    size = (x.size(1), x.size(0))
    step = (x.stride(1), x.stride(0))
    return x.as_strided(size, step)
