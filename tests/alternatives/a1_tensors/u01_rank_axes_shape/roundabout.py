"""Unit 1 by way of tensors that have a shape and no memory, and other roundabout ways."""

import torch


def rank(x):
    return len(x.stride())


def length_of_axis(x, axis):
    return x.transpose(axis, 0).size()[0]


def n_elements_from_shape(shape):
    return torch.empty(shape, device="meta").numel()


def name_axes(x):
    whole = ("B", "C", "H", "W")
    sizes = list(x.shape)
    return {name: sizes.pop() for name in whole[::-1] if sizes}


def first_picture(batch):
    weights = torch.zeros(len(batch), dtype=torch.bool)
    weights[0] = True
    return batch[weights].squeeze(0)
