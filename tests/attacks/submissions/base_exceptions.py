"""Raises bare BaseExceptions, deep groups of them, and one that is its own cause."""

import torch


class Quiet(BaseException):
    pass


class Elsewhere(BaseException):
    @property
    def __class__(self):
        return type(None)


def _deep_group() -> BaseExceptionGroup:
    group = BaseExceptionGroup("bottom", [Quiet()])
    for _ in range(5_000):
        group = BaseExceptionGroup("layer", [group])
    return group


def _circle() -> Quiet:
    first, second = Quiet("first"), Quiet("second")
    first.__cause__, second.__cause__ = second, first
    first.__context__, second.__context__ = second, first
    return first


def broadcast_shape(a: tuple, b: tuple) -> tuple:
    raise Quiet


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    raise Elsewhere


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    raise _deep_group()


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    raise _circle()


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    if pred.shape != target.shape:
        raise ValueError(f"shapes differ: {tuple(pred.shape)} and {tuple(target.shape)}")
    return ((pred - target) ** 2).mean()
