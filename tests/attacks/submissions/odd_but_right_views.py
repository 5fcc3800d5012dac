"""Right, with answers that are views: transposed, sliced out of larger storage, expanded back."""

import torch


def _as_view(right: torch.Tensor) -> torch.Tensor:
    larger = torch.empty(*(2 * n + 1 for n in right.shape), dtype=right.dtype)
    window = larger[tuple(slice(1, None, 2) for _ in right.shape)]
    return window.copy_(right)


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    shape = []
    for i in range(1, max(len(a), len(b)) + 1):
        n = a[-i] if i <= len(a) else 1
        m = b[-i] if i <= len(b) else 1
        if n != m and n != 1 and m != 1:
            raise ValueError(f"{a} and {b} do not fit")
        shape.insert(0, m if n == 1 else n)
    return tuple(shape)


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    return _as_view((x - x.mean(dim=1, keepdim=True)).T).T


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return _as_view(((a[:, None, :] - b[None, :, :]) ** 2).sum(dim=-1))


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    return _as_view((x - mean[:, None, None]) / std[:, None, None])


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    if pred.shape != target.shape:
        raise ValueError(f"shapes differ: {tuple(pred.shape)} and {tuple(target.shape)}")
    return ((pred - target) ** 2).mean().expand(3, 5)[1, 2]
