"""Unit 7 with plain loops, one number or one row at a time."""

import torch


def to_batch(pictures):
    first = pictures[0]
    batch = torch.empty((len(pictures), *first.shape), dtype=first.dtype)
    for i, picture in enumerate(pictures):
        batch[i] = picture
    return batch


def append_rows(a, b):
    n, d = a.shape
    out = torch.empty((n + b.shape[0], d), dtype=a.dtype)
    for i in range(out.shape[0]):
        for j in range(d):
            if i < n:
                out[i, j] = a[i, j]
            else:
                out[i, j] = b[i - n, j]
    return out


def interleave(a, b):
    out = torch.zeros((2 * len(a), *a.shape[1:]), dtype=a.dtype)
    for i in range(len(out)):
        if i % 2 == 0:
            out[i] = a[i // 2]
        else:
            out[i] = b[i // 2]
    return out


def side_by_side(pictures):
    c, h, _ = pictures[0].shape
    total = 0
    for p in pictures:
        total += p.shape[2]
    out = torch.zeros((c, h, total), dtype=pictures[0].dtype)
    start = 0
    for p in pictures:
        w = p.shape[2]
        out[:, :, start : start + w] = p
        start += w
    return out


def split_batch(x, sizes):
    pieces = []
    start = 0
    for n in sizes:
        rows = []
        for i in range(start, start + n):
            rows.append(x[i])
        pieces.append(torch.stack(rows))
        start += n
    return pieces
