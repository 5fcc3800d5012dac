import torch, math


offset_of = lambda index, stride: int(torch.tensor(index + (0,)) @ torch.tensor(stride + (0,)))
is_contiguous = lambda shape, stride: all(n == 1 or s == math.prod(shape[i + 1:]) for i, (n, s) in enumerate(zip(shape, stride))) or 0 in shape
row_windows = lambda x, k: x.as_strided((x.shape[0] - k + 1, k), x.stride() * 2)
diagonal_view = lambda x: x.as_strided([min(x.size())], [x.stride(0) + x.stride(1)], x.storage_offset())
def transpose_by_strides(x): return x.as_strided(tuple(reversed(x.shape)), tuple(reversed(x.stride())))
