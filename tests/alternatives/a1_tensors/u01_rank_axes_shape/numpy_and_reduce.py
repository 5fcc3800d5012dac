"""Unit 1 with NumPy, functools and unbinding: the shape is asked for as seldom as possible."""

from functools import reduce

import torch


def rank(x):
    return x.detach().numpy().ndim


def length_of_axis(x, axis):
    return len(torch.movedim(x, axis, 0))


def n_elements_from_shape(shape):
    return reduce(lambda a, b: a * b, shape, 1)


def name_axes(x):
    *batch, c, h, w = x.detach().numpy().shape
    return {**({"B": batch[0]} if batch else {}), "C": c, "H": h, "W": w}


def first_picture(batch):
    return torch.unbind(batch)[0]
