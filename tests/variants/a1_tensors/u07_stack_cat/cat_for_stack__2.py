# 第七单元：堆叠与连结
import torch


def to_batch(pictures):
    batch = pictures[0]
    for picture in pictures[1:]:
        batch = torch.vstack((batch, picture))  # one below the other
    return batch


def append_rows(a, b):
    return torch.cat([a, b], dim=0)  # 行数相加


def interleave(a, b):
    rows = []
    for i in range(len(a)):
        rows.append(a[i])
        rows.append(b[i])
    return torch.stack(rows)


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
