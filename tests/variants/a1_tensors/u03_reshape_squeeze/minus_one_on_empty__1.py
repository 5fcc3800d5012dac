# 第三单元：改变形状
import torch


def flatten_batch(x):
    b = x.size(0)
    return torch.reshape(x, [b, -1])


def add_channel(x):
    return x[:, None, :, :]


def drop_channel(x):
    return x[:, 0]


def as_rows(x, width):
    return x.contiguous().view(-1, width)


def unflatten(x, chw):
    return x.reshape(len(x), *chw)
