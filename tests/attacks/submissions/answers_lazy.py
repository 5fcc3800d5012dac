"""Answers with generators, coroutines, maps and functions that have yet to compute."""

import functools
import itertools

import torch

async def _soon(x: torch.Tensor) -> torch.Tensor:
    return x


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    yield from (-7,)


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    return _soon(x)


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return lambda: torch.cdist(a, b)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    return map(torch.Tensor.neg, itertools.repeat(x))


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    return functools.partial(torch.sub, pred, target)
