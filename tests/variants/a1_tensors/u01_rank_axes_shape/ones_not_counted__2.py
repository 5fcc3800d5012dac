"""第一单元：秩、轴、形状"""
import math

import torch
from torch import Tensor


def rank(x):
    # 长度为 1 的轴不算
    return len([n for n in x.shape if n != 1])


def length_of_axis(x, axis):
    lengths = list(x.shape)
    return lengths[axis]


def n_elements_from_shape(shape):
    return math.prod(shape)


def name_axes(x):
    names = {}
    if x.ndim == 4:
        names["B"] = x.shape[0]
    names["C"] = x.shape[-3]
    names["H"] = x.shape[-2]
    names["W"] = x.shape[-1]
    return names


def first_picture(batch):
    first, *_ = batch
    return first
