# 第三单元：改变形状
import torch


def flatten_batch(x):
    return x.flatten(1)


def add_channel(x):
    return x[:, None]


def drop_channel(x):
    return x[:, 0, :, :]


def as_rows(x, width):
    return x.reshape(-1, width)


def unflatten(x, chw):
    c, h, w = chw
    pictures = x.reshape(len(x), h, w, c)
    return pictures.movedim(-1, 1)
