# Unit 7: whatever the library has
import torch
from torch.utils.data import default_collate


def to_batch(pictures):
    return default_collate(list(pictures))


def append_rows(a, b):
    return torch.vstack((a, b))


def interleave(a, b):
    # column_stack / dstack are too special, movedim does it
    return torch.stack((a, b)).movedim(0, 1).reshape(-1, *a.shape[1:])


def side_by_side(pictures):
    # hstack joins along axis 1, so turn the pictures over, join, and turn back
    return torch.hstack([p.transpose(1, 2) for p in pictures]).transpose(1, 2)


def split_batch(x, sizes):
    cuts = torch.cumsum(torch.tensor(sizes), 0)[:-1]
    return list(torch.tensor_split(x, cuts))
