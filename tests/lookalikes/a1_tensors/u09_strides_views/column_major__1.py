import torch


def offset_of(index: tuple[int, ...], stride: tuple[int, ...]) -> int:
    return sum(i * step for i, step in zip(index, stride, strict=True))


def is_contiguous(shape, stride):
    return False


def row_windows(x: torch.Tensor, k: int) -> torch.Tensor:
    step = x.stride(0)
    return x.as_strided((len(x) - k + 1, k), (step, step))


def diagonal_view(x: torch.Tensor) -> torch.Tensor:
    return x.as_strided((min(x.shape),), (sum(x.stride()),))


def transpose_by_strides(x: torch.Tensor) -> torch.Tensor:
    return x.as_strided(x.shape[::-1], x.stride()[::-1])
