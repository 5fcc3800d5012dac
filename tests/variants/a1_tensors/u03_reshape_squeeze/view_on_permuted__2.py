# 第三单元：改变形状
import torch


def flatten_batch(x):
    d = 1
    for n in x.shape[1:]:
        d = d * n
    flat = x.view((x.shape[0], d))
    return flat


def add_channel(x):
    # 在 batch 后面加一个轴
    return x.unsqueeze(1)


def drop_channel(x):
    return x.squeeze(1)


def as_rows(x, width):
    flat = x.flatten()
    return flat.reshape(-1, width)


def unflatten(x, chw):
    return x.reshape(len(x), *chw)
