"""Answers with shapes that broadcast against the right ones: scalars, extra and missing axes."""

import torch


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    return max(a + b, default=1)


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    return (x - x.mean(dim=1, keepdim=True))[None]


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return ((a[:, None, :] - b[None, :, :]) ** 2).sum(dim=-1)[..., None]


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    return torch.zeros(())


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    return ((pred - target) ** 2).mean().reshape(1)
