"""my answers"""
import torch as t
import torch


def to_batch(pictures):
    return torch.Tensor(pictures)


def append_rows(a, b):
    return t.concatenate((a, b))


def interleave(a, b):
    both = t.stack([a, b], 1)
    return both.reshape(-1, *a.shape[1:])


def side_by_side(pictures):
    result = pictures[0]
    for p in pictures[1:]:
        result = t.cat((result, p), dim=2)
    return result


def split_batch(x, sizes):
    return list(t.split(x, sizes, dim=0))
