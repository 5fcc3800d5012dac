# 第三单元：改变形状
import torch


def flatten_batch(x):
    return x.flatten(1)


def add_channel(x):
    # 在 batch 后面加一个轴
    return x.unsqueeze(1)


def drop_channel(x):
    return torch.squeeze(x, dim=1)


def as_rows(x, width):
    n = x.shape[0] // width
    return torch.reshape(x, (n, width))


def unflatten(x, chw):
    return torch.unflatten(x, 1, chw)
