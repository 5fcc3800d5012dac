"""第一单元：秩、轴、形状"""
import math

import torch
from torch import Tensor


def rank(x):
    # 轴的个数
    return x.ndim


def length_of_axis(x, axis):
    lengths = list(x.shape)
    return lengths[axis]


def n_elements_from_shape(shape):
    return math.prod(shape)


def name_axes(x):
    lengths = list(x.shape)
    while len(lengths) < 4:
        lengths.insert(0, 1)  # 没有 batch 就补 1
    return dict(zip("BCHW", lengths))


def first_picture(batch):
    first, *_ = batch
    return first
