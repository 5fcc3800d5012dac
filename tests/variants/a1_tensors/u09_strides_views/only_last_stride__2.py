# 第九单元：步幅与视图
import torch
from torch import Tensor


def offset_of(index: tuple, stride: tuple) -> int:
    # 下标乘步幅，再相加
    return sum([a * b for a, b in zip(index, stride)])


def is_contiguous(shape: tuple, stride: tuple) -> bool:
    # 最后一个轴的步幅是 1，就说明数是挨着的
    return not stride or 0 in shape or stride[len(stride) - 1] == 1


def row_windows(x: Tensor, k: int) -> Tensor:
    return x.unfold(0, k, 1)


def diagonal_view(x: Tensor) -> Tensor:
    return x.diagonal()


def transpose_by_strides(x: Tensor) -> Tensor:
    size = (x.size(1), x.size(0))
    step = (x.stride(1), x.stride(0))
    return x.as_strided(size, step)
