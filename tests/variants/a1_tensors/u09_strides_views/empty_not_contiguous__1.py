import torch


def offset_of(index, stride):
    total = 0
    for i in range(len(index)):
        total += index[i] * stride[i]
    return total


def is_contiguous(shape, stride):
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
