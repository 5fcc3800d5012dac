import math

import torch

# reshape and squeeze


def flatten_batch(x):
    return x.reshape(len(x), math.prod(x.shape[1:]))


def add_channel(x):
    # 在 batch 后面加一个轴
    return x.unsqueeze(1)


def drop_channel(x):
    return x[:, 0]


def as_rows(x, width):
    n = x.numel() // width
    return x.reshape(n, width)


def unflatten(x, chw):
    c, h, w = chw
    pixels = x.reshape(-1, h * w, c)  # one row of colours for each pixel
    return pixels.transpose(1, 2).reshape(-1, c, h, w)
