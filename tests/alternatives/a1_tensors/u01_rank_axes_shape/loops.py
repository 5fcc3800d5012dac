"""Unit 1 with loops everywhere, and not one clever line."""

import torch


def rank(x):
    count = 0
    for _ in x.shape:
        count += 1
    return count


def length_of_axis(x, axis):
    lengths = []
    for n in x.shape:
        lengths.append(n)
    if axis < 0:
        axis = axis + len(lengths)
    for number in range(len(lengths)):
        if number == axis:
            return lengths[number]


def n_elements_from_shape(shape):
    result = 1
    k = 0
    while k < len(shape):
        result *= shape[k]
        k += 1
    return result


def name_axes(x):
    names = ["C", "H", "W"]
    if rank(x) == 4:
        names.insert(0, "B")
    answer = {}
    for number, name in enumerate(names):
        answer[name] = length_of_axis(x, number)
    return answer


def first_picture(batch):
    b, c, h, w = batch.shape
    out = torch.zeros((c, h, w), dtype=batch.dtype)
    for k in range(c):
        for i in range(h):
            for j in range(w):
                out[k, i, j] = batch[0, k, i, j]
    return out
