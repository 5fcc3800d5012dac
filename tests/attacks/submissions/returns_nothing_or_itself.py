"""Answers with None, NotImplemented, its own arguments and Ellipsis."""

import torch


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    return ...


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    return x


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return None


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    return NotImplemented


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    return pred, target
