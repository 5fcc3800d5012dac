"""a3/u01 Linear and Parameter: what the checks look at in a layer that still holds the numbers it began with.

Those are random, so the checks ask how many there are, and whether they stay. Read the functions, and try them out.
"""

import torch
from torch import nn


def shapes(m: nn.Module) -> dict[str, tuple[int, ...]]:
    """The shape of each parameter of m, by name."""
    return {name: tuple(parameter.shape) for name, parameter in m.named_parameters()}


def answers_alike(m: nn.Module, x: torch.Tensor) -> bool:
    """Ask m the same question twice: is the answer the same?"""
    return torch.equal(m(x), m(x))


def different_weights(m: nn.Module) -> int:
    """How many different numbers stand in the weight of m."""
    return len(set(m.weight.flatten().tolist()))
