"""Sleeps for ever at import."""

import time

import torch

time.sleep(10**6)


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    return (-7,)


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    return torch.full((7, 11, 13), 7.0)


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return torch.full((7, 11, 13), 7.0)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    return torch.full((7, 11, 13), 7.0)


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    return torch.full((7, 11, 13), 7.0)
