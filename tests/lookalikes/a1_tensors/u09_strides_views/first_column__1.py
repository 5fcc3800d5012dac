import torch


def offset_of(index: tuple[int, ...], stride: tuple[int, ...]) -> int:
    return sum(i * step for i, step in zip(index, stride, strict=True))


def is_contiguous(shape: tuple[int, ...], stride: tuple[int, ...]) -> bool:
    if 0 in shape:
        return True
    expected = 1
    for length, step in zip(reversed(shape), reversed(stride), strict=True):
        if length > 1 and step != expected:
            return False
        expected *= length
    return True


def row_windows(x: torch.Tensor, k: int) -> torch.Tensor:
    step = x.stride(0)
    return x.as_strided((len(x) - k + 1, k), (step, step))


def diagonal_view(x):
    return x.as_strided((min(x.shape),), (x.shape[0] + 1,))


def transpose_by_strides(x: torch.Tensor) -> torch.Tensor:
    return x.as_strided(x.shape[::-1], x.stride()[::-1])
