"""Leaves by SystemExit, KeyboardInterrupt, GeneratorExit and StopIteration."""

import sys

import torch


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    sys.exit(0)


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    raise SystemExit


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    raise KeyboardInterrupt


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    raise GeneratorExit


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    raise StopIteration(0)
