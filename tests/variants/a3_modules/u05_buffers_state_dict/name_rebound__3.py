from pathlib import Path
from typing import BinaryIO

import torch
from torch import nn


class Standardise(nn.Module):
    def __init__(self, mean: torch.Tensor, std: torch.Tensor) -> None:
        super().__init__()
        self.register_buffer("mean", mean.clone())  # (D,)
        self.register_buffer("std", std.clone())  # (D,)

    @classmethod
    def from_data(cls, x: torch.Tensor) -> "Standardise":
        return cls(x.mean(dim=0), x.std(dim=0))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return (x - self.mean) / self.std  # (N, D)


class RunningMean(nn.Module):
    def __init__(self, n_features: int) -> None:
        super().__init__()
        self.register_buffer("mean", torch.zeros(n_features))  # (D,)
        self.register_buffer("count", torch.tensor(0))  # ()

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if self.training:
            self.count += len(x)
            self.mean += (x - self.mean).sum(dim=0) / self.count  # (D,)
        return self.mean.clone()  # (D,)


def save(model: nn.Module, path: str | Path | BinaryIO) -> None:
    torch.save(model.state_dict(), path)


def diff_state(a: dict[str, torch.Tensor], b: dict[str, torch.Tensor]) -> dict[str, list[str]]:
    return {
        "missing": [name for name in a if name not in b],
        "extra": [name for name in b if name not in a],
        "wrong_shape": [name for name in a if name in b and a[name].shape != b[name].shape],
    }


def load(model, path):
    model.state_dict().update(torch.load(path))
