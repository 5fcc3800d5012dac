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
    x = torch.ones(shape)  # 先造一个出来
    return x.nelement()


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
