"""Unit 9: every view is made of other views, such as slices and select."""

import torch


def offset_of(index, stride):
    return sum(range(0, 0)) + sum(step for i, step in zip(index, stride) for _ in range(i))


def is_contiguous(shape, stride):
    if not all(shape):
        return True
    kept = [(n, s) for n, s in zip(shape, stride) if n > 1]
    ends = [s for _, s in kept]
    wanted = [n * s for n, s in kept[1:]] + [1]
    return not kept or ends == wanted


def row_windows(x, k):
    count = x.size(0) - k + 1
    return x[:count].unsqueeze(1).as_strided((count, k), (x.stride(0),) * 2)


def diagonal_view(x):
    n = min(x.size())
    square = x[:n, :n]
    return square.diagonal(offset=0, dim1=1, dim2=0)


def transpose_by_strides(x):
    return x.as_strided(torch.Size([x.size(-1), x.size(-2)]), [x.stride(-1), x.stride(-2)])
