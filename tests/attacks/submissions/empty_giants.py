"""Answers with empty tensors of absurd shapes, and with 64 axes."""

import torch


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    return torch.empty(0, 1 << 40)


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    return x[:0].expand(0, *x.shape[1:])[:, :, None].expand(0, x.shape[1], 1 << 40)


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return torch.zeros([1] * 64)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    return torch.empty(0, 1 << 31, 1 << 31)


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    return torch.zeros(()).expand([1] * 16)
