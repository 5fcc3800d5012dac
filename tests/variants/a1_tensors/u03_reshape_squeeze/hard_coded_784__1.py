# 第三单元：改变形状
import torch


def flatten_batch(x):
    return x.view(x.shape[0], 28 * 28)


def add_channel(x):
    return torch.stack([x], dim=1)


def drop_channel(x):
    return x.select(1, 0)


def as_rows(x, width):
    return x.reshape(-1, width)


def unflatten(x, chw):
    return x.reshape((x.shape[0],) + tuple(chw))
