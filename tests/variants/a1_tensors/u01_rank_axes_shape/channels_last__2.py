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
    names = {"H": x.shape[-3], "W": x.shape[-2], "C": x.shape[-1]}
    if x.ndim == 4:
        names["B"] = x.shape[0]
    return names


def first_picture(batch):
    first, *_ = batch
    return first
