import torch


def offset_of(index, stride):
    # rows are stride[0] apart, and the last index just counts along the row
    total = 0
    for axis in range(len(index)):
        if axis == len(index) - 1:
            total += index[axis]
        else:
            total += index[axis] * stride[axis]
    return total


def is_contiguous(shape, stride):
    for n in shape:
        if n == 0:
            return True
    want = 1
    for axis in range(len(shape) - 1, -1, -1):
        if shape[axis] == 1:
            continue
        if stride[axis] != want:
            return False
        want = want * shape[axis]
    return True


def row_windows(x, k):
    n = x.shape[0] - k + 1
    s = x.stride(0)
    return torch.as_strided(x, (n, k), (s, s))


def diagonal_view(x):
    n, m = x.shape
    down, right = x.stride()
    return torch.as_strided(x, (min(n, m),), (down + right,))


def transpose_by_strides(x):
    n, m = x.shape
    down, right = x.stride()
    return torch.as_strided(x, (m, n), (right, down))
