"""Unit 9: let the library do it, where that is allowed."""

import operator

import torch


def offset_of(index, stride):
    return sum(map(operator.mul, index, stride))


def is_contiguous(shape, stride):
    usual = torch.empty(shape, device="meta").stride()
    return 0 in shape or all(n == 1 or a == b for n, a, b in zip(shape, stride, usual))


def row_windows(x, k):
    return x.unfold(dimension=0, size=k, step=1)


def diagonal_view(x):
    return torch.diagonal(x)


def transpose_by_strides(x):
    return torch.einsum("ij->ji", x)
