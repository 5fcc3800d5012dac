"""my answers"""
import torch as t
import torch


def to_batch(pictures):
    return t.stack(tuple(pictures))


def append_rows(a, b):
    return t.concatenate((a, b))


def interleave(a, b):
    both = t.stack([a, b], 1)
    return both.reshape(-1, *a.shape[1:])


def side_by_side(pictures):
    c, h, w = pictures[0].shape
    stacked = torch.stack(pictures)  # (N, C, H, W)
    return stacked.permute(1, 2, 0, 3).reshape(c, h, len(pictures) * w)


def split_batch(x, sizes):
    return list(t.split(x, sizes, dim=0))
