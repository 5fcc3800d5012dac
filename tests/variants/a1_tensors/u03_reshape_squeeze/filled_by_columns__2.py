# 第三单元：改变形状
import torch


def flatten_batch(x):
    return torch.flatten(x, start_dim=1)


def add_channel(x):
    # 在 batch 后面加一个轴
    return x.unsqueeze(1)


def drop_channel(x):
    return x.select(1, 0)


def as_rows(x, width):
    flat = x.flatten()
    n = len(flat) // width
    if n == 0:
        return flat.reshape(0, width)
    return torch.stack([flat[i::n] for i in range(n)])


def unflatten(x, chw):
    return torch.unflatten(x, 1, chw)
