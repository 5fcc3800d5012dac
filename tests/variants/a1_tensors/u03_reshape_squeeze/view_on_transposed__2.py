# 第三单元：改变形状
import torch


def flatten_batch(x):
    return torch.nn.Flatten()(x)


def add_channel(x):
    # 在 batch 后面加一个轴
    return x.unsqueeze(1)


def drop_channel(x):
    return x.select(1, 0)


def as_rows(x, width):
    flat = x.view(-1)  # 先拉平
    return flat.view(-1, width)


def unflatten(x, chw):
    return x.reshape(len(x), *chw)
