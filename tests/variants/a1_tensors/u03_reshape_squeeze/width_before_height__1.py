import torch


def flatten_batch(x):
    return torch.flatten(x, start_dim=1)


def add_channel(x):
    # 在 batch 后面加一个轴
    return x.unsqueeze(1)


def drop_channel(x):
    b, c, h, w = x.shape
    assert c == 1
    return x.reshape(b, h, w)


def as_rows(x, width):
    return torch.reshape(x, (-1, width))


def unflatten(x, chw):
    channels, width, height = chw
    return x.reshape(-1, channels, height, width)
