"""Answers with 10,000 tensors, one tensor 30,000 times, and a tensor inside a tuple inside itself."""

import torch


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    return tuple(torch.tensor(n) for n in range(10_000))


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    return [x] * 30_000


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return [torch.zeros(1 << 20) for _ in range(20)]


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    parts = [x]
    for _ in range(20):
        parts = [parts, parts]
    return parts


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    return {0: pred, (0,): target, None: [pred]}
