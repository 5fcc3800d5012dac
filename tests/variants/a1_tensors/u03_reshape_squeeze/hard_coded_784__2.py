# 第三单元：改变形状
import torch


def flatten_batch(x):
    pixels = 784  # MNIST
    return torch.reshape(x, (-1, pixels))


def add_channel(x):
    return x[:, None]


def drop_channel(x):
    return x[:, 0]


def as_rows(x, width):
    return torch.reshape(x, (-1, width))


def unflatten(x, chw):
    return x.reshape((x.shape[0],) + tuple(chw))
