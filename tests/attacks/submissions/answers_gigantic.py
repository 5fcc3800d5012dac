"""Answers with huge numbers, texts and lists."""

import torch


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    return (10**5_000, -(10**900))


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    return "x" * 100_000_000


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return [0.0] * 1_000_000


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    return {number: number for number in range(40_000)}


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    return torch.zeros(1 << 25)
