"""my answers"""
import torch as t
import torch


def to_batch(pictures):
    return t.stack(tuple(pictures))


def append_rows(a, b):
    return t.concatenate((a, b))


def interleave(a, b):
    return torch.stack((a, b), dim=1).flatten(0, 1).float()


def side_by_side(pictures):
    result = pictures[0]
    for p in pictures[1:]:
        result = t.cat((result, p), dim=2)
    return result


def split_batch(x, sizes):
    return list(t.split(x, sizes, dim=0))
