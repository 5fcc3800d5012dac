"""Computes rightly and answers in another type: half, double, list, Python number."""

import torch


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    pairs = zip((1,) * (len(b) - len(a)) + a, (1,) * (len(a) - len(b)) + b)
    return [max(n, m) for n, m in pairs]


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    return (x - x.mean(dim=1, keepdim=True)).half()


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    other = torch.float32 if a.dtype == torch.float64 else torch.float64
    return ((a[:, None, :] - b[None, :, :]) ** 2).sum(dim=-1).to(other)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    return ((x - mean[:, None, None]) / std[:, None, None]).bfloat16()


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    return ((pred - target) ** 2).mean().item()
