"""Answers with dictionaries and sets whose keys are NaN, tensors, tuples of everything and lying objects."""

import math

import torch


class Key:
    def __hash__(self) -> int:
        return 1

    def __eq__(self, other: object) -> bool:
        return False

    def __repr__(self) -> str:
        return "\x1b[2J"


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    return {math.nan: 1, float('nan'): 2, -0.0: 3, 10**400: 4}


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    return {x: x}


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return {(1, (2, (None, b'x', 1j))): a, frozenset({(), 1}): b}


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    return {Key(): 1, Key(): 2, 1: 3, True: 4}


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    return {frozenset({math.nan, math.inf}), torch.float32, ...}
