"""Unit 9 without as_strided: a new tensor is put on the old storage."""

import torch
from torch import Tensor


def _on_storage_of(x: Tensor, size: tuple, stride: tuple) -> Tensor:
    empty = torch.empty(0, dtype=x.dtype)
    return empty.set_(x.untyped_storage(), x.storage_offset(), size, stride)


def offset_of(index: tuple[int, ...], stride: tuple[int, ...]) -> int:
    if not index:
        return 0
    return index[0] * stride[0] + offset_of(index[1:], stride[1:])


def is_contiguous(shape: tuple[int, ...], stride: tuple[int, ...]) -> bool:
    """Visit all numbers in reading order and look whether each lies one place behind the one before."""
    places = torch.zeros((), dtype=torch.int64)
    for length, step in zip(shape, stride):
        places = places[..., None] + step * torch.arange(length)
    return bool((places.flatten() == torch.arange(places.numel())).all())


def row_windows(x: Tensor, k: int) -> Tensor:
    return _on_storage_of(x, (x.numel() - k + 1, k), 2 * x.stride())


def diagonal_view(x: Tensor) -> Tensor:
    return _on_storage_of(x, (min(x.shape),), (offset_of((1, 1), x.stride()),))


def transpose_by_strides(x: Tensor) -> Tensor:
    return _on_storage_of(x, (x.size(1), x.size(0)), (x.stride(1), x.stride(0)))
