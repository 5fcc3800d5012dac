import numpy as np
import torch


def to_chw(img):
    tensor = torch.tensor(np.ascontiguousarray(img))
    return tensor.permute(2, 0, 1).float() / 255


def to_hwc_uint8(x):
    x = torch.clamp(x.detach(), 0, 1)
    x = torch.round(x * 255)
    return x.permute(1, 2, 0).numpy().astype(np.uint8)


def grey(x):
    r, g, b = x[0], x[1], x[2]
    return (0.299 * r + 0.587 * g + 0.114 * b).unsqueeze(0)


def centre_crop(x, size):
    c, h, w = x.shape
    i = (h - size) // 2
    j = (w - size) // 2
    return x[:, i : i + size, j : j + size]


def make_batch(imgs):
    return [to_chw(img) for img in imgs]
