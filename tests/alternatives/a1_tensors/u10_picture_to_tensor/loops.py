"""Unit 10 with plain loops everywhere."""

import numpy as np
import torch


def to_chw(img):
    height, width, _ = img.shape
    x = torch.zeros(3, height, width)
    for i in range(height):
        for j in range(width):
            for c in range(3):
                x[c, i, j] = int(img[i, j, c]) / 255
    return x


def to_hwc_uint8(x):
    _, height, width = x.shape
    img = np.zeros((height, width, 3), dtype=np.uint8)
    for i in range(height):
        for j in range(width):
            for c in range(3):
                level = float(x[c, i, j])
                if level < 0:
                    level = 0.0
                elif level > 1:
                    level = 1.0
                img[i, j, c] = int(255 * level + 0.5)
    return img


def grey(x):
    weights = [0.299, 0.587, 0.114]
    total = torch.zeros(x.shape[1], x.shape[2], dtype=x.dtype)
    for c in range(3):
        total = total + weights[c] * x[c]
    return total.unsqueeze(0)


def centre_crop(x, size):
    out = torch.empty(x.shape[0], size, size, dtype=x.dtype)
    above = (x.shape[1] - size) // 2
    before = (x.shape[2] - size) // 2
    for i in range(size):
        for j in range(size):
            out[:, i, j] = x[:, above + i, before + j]
    return out


def make_batch(imgs):
    height, width, _ = imgs[0].shape
    batch = torch.empty(len(imgs), 3, height, width)
    for n, img in enumerate(imgs):
        batch[n] = to_chw(img)
    return batch
