"""Unit 3 with plain loops everywhere."""

import torch


def flatten_batch(x):
    d = 1
    for n in x.shape[1:]:
        d = d * n
    out = torch.empty((len(x), d), dtype=x.dtype)
    for i, picture in enumerate(x):
        stack = [picture]
        while stack[0].dim() > 0:
            opened = []
            for part in stack:
                for smaller in part:
                    opened.append(smaller)
            stack = opened
        for j, number in enumerate(stack):
            out[i, j] = number
    return out


def add_channel(x):
    b, h, w = x.shape
    out = torch.empty((b, 1, h, w), dtype=x.dtype)
    for i in range(b):
        out[i, 0] = x[i]
    return out


def drop_channel(x):
    b, _, h, w = x.shape
    out = torch.empty((b, h, w), dtype=x.dtype)
    for i in range(b):
        for row in range(h):
            for column in range(w):
                out[i, row, column] = x[i, 0, row, column]
    return out


def as_rows(x, width):
    numbers = x.flatten()
    n = len(numbers) // width
    out = torch.zeros((n, width), dtype=x.dtype)
    k = 0
    for i in range(n):
        for j in range(width):
            out[i, j] = numbers[k]
            k += 1
    return out


def unflatten(x, chw):
    channels, height, width = chw
    out = torch.zeros((x.shape[0], channels, height, width), dtype=x.dtype)
    for b in range(x.shape[0]):
        for c in range(channels):
            for i in range(height):
                start = c * height * width + i * width
                out[b, c, i] = x[b, start : start + width]
    return out
