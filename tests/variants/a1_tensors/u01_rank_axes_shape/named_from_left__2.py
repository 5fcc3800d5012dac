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
    letters = ("B", "C", "H", "W")
    return {letters[i]: length for i, length in enumerate(x.shape)}


def first_picture(batch):
    first, *_ = batch
    return first
