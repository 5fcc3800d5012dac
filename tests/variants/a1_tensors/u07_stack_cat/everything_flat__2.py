# 第七单元：堆叠与连结
import torch


def to_batch(pictures):
    # 先给每张图像加一个 batch 轴，再接起来
    return torch.cat([p[None] for p in pictures])


def append_rows(a, b):
    return torch.cat([a, b], dim=0)  # 行数相加


def interleave(a, b):
    parts = []
    for p, q in zip(a, b):
        parts.append(p.reshape(-1))
        parts.append(q.reshape(-1))
    return torch.cat(parts)


def side_by_side(pictures):
    # 宽是最后一个轴
    return torch.concat(pictures, dim=2)


def split_batch(x, sizes):
    pieces = []
    start = 0
    for n in sizes:
        pieces.append(x[start:start + n])
        start = start + n
    return pieces
