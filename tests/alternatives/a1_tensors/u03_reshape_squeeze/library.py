# Unit 3: let the library do it
import torch
import torch.nn as nn


def flatten_batch(x):
    return nn.Flatten()(x)


def add_channel(x):
    return torch.stack((x,), dim=1)


def drop_channel(x):
    (only,) = x.unbind(1)
    return only


def as_rows(x, width):
    if x.numel() == 0:  # stack refuses an empty list
        return x.new_empty(0, width)
    return torch.stack(torch.split(torch.ravel(x), width))


def unflatten(x, chw):
    return nn.Unflatten(1, torch.Size(chw))(x)
