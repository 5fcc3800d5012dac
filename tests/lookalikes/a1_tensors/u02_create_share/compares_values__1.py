import numpy as np
import torch


def from_list(rows: list[list[float]]) -> torch.Tensor:
    return torch.tensor(rows, dtype=torch.float32)


def copy_of(a: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(a.copy())


def window_on(a: np.ndarray) -> torch.Tensor:
    return torch.from_numpy(a)


def shares_memory(x, y):
    return x.untyped_storage().nbytes() == y.untyped_storage().nbytes()


def like_but_zero(x: torch.Tensor) -> torch.Tensor:
    return torch.zeros_like(x)


def count_bytes(x: torch.Tensor) -> int:
    return x.numel() * x.element_size()
