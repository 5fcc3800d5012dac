"""Buffers, one step at a time."""

from __future__ import annotations

import os
from typing import IO

import torch
from torch import Tensor, nn


class Standardise(nn.Module):
    mean: Tensor
    std: Tensor

    def __init__(self, mean: Tensor, std: Tensor) -> None:
        super().__init__()
        self.register_buffer("mean", torch.empty_like(mean))
        self.register_buffer("std", torch.empty_like(std))
        self.mean.copy_(mean)
        self.std.copy_(std)

    @classmethod
    def from_data(cls, x: Tensor) -> Standardise:
        n, d = x.shape
        mean = torch.zeros(d, dtype=x.dtype)
        for row in x:
            mean = mean + row / n
        variance = torch.zeros(d, dtype=x.dtype)
        for row in x:
            variance = variance + (row - mean) ** 2 / (n - 1)
        return Standardise(mean, variance.sqrt())

    def forward(self, x: Tensor) -> Tensor:
        return torch.stack([(row - self.mean) / self.std for row in x])


class RunningMean(nn.Module):
    mean: Tensor
    count: Tensor

    def __init__(self, n_features: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(n_features))
        self.register_buffer("count", torch.tensor(0, dtype=torch.long))

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            for row in x:
                self.count += 1
                self.mean += (row - self.mean) / self.count
        return self.mean.detach().clone()


def save(model: nn.Module, path: str | os.PathLike[str] | IO[bytes]) -> None:
    packed: dict[str, Tensor] = {}
    for name, value in model.state_dict().items():
        packed[name] = value.detach().clone()
    torch.save(packed, path)


def load(model: nn.Module, path: str | os.PathLike[str] | IO[bytes]) -> None:
    """Copy by hand."""
    state: dict[str, Tensor] = torch.load(path)
    own = model.state_dict()
    told = diff_state(own, state)
    for key, names in told.items():
        if names:
            raise RuntimeError(f"{key}: {', '.join(names)}")
    with torch.no_grad():
        for name in own:
            own[name].copy_(state[name])


def diff_state(a: dict[str, Tensor], b: dict[str, Tensor]) -> dict[str, list[str]]:
    missing: list[str] = []
    extra: list[str] = []
    wrong_shape: list[str] = []
    for name in a:
        if name not in b:
            missing.append(name)
        elif tuple(a[name].shape) != tuple(b[name].shape):
            wrong_shape.append(name)
    for name in b:
        if name not in a:
            extra.append(name)
    return {"missing": missing, "extra": extra, "wrong_shape": wrong_shape}
