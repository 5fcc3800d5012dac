import numpy as np
import torch


def from_list(rows: list[list[float]]) -> torch.Tensor:
    return torch.tensor(rows, dtype=torch.float32)


def copy_of(a: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(a.copy())


def window_on(a: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(a)


def shares_memory(x: torch.Tensor, y: torch.Tensor) -> bool:
    return x.untyped_storage().data_ptr() == y.untyped_storage().data_ptr()


def like_but_zero(x: torch.Tensor) -> torch.Tensor:
    return torch.zeros_like(x)


def count_bytes(x):
    return x.shape[-1] * x.element_size()
