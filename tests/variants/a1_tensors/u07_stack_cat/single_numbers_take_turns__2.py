"""my answers"""
import torch as t
import torch


def to_batch(pictures):
    return t.stack(tuple(pictures))


def append_rows(a, b):
    return t.concatenate((a, b))


def interleave(a, b):
    numbers = []
    for p, q in zip(a.reshape(-1), b.reshape(-1)):
        numbers.append(p)
        numbers.append(q)
    shape = list(a.shape)
    shape[0] = 2 * shape[0]
    return torch.stack(numbers).reshape(shape)


def side_by_side(pictures):
    result = pictures[0]
    for p in pictures[1:]:
        result = t.cat((result, p), dim=2)
    return result


def split_batch(x, sizes):
    return list(t.split(x, sizes, dim=0))
