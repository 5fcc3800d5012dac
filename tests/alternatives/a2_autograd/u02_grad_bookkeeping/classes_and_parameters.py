from __future__ import annotations

import copy
import typing as t

import torch
from torch import nn

Params = t.Sequence[torch.Tensor]


class Line(nn.Module):
    def __init__(self, dtype: torch.dtype) -> None:
        super().__init__()
        self.slope = nn.Parameter(torch.zeros(1, dtype=dtype))
        self.intercept = nn.Parameter(torch.zeros(1, dtype=dtype))

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        return x * self.slope + self.intercept


def slope(f: t.Callable, x: float) -> float:
    point = nn.Parameter(torch.tensor(x))
    with torch.enable_grad():
        value = f(point)
    gradient, = torch.autograd.grad(value, [point])
    return gradient.cpu().numpy().item()


def gd_step(params: Params, lr: float) -> None:
    with torch.inference_mode(False), torch.no_grad():
        for parameter in params:
            gradient = parameter.grad
            if gradient is not None:
                parameter.add_(gradient, alpha=-lr)


def fit_line(x: torch.Tensor, y: torch.Tensor, lr: float, steps: int) -> tuple[float, float]:
    line = Line(x.dtype)
    criterion = nn.MSELoss()
    for _ in range(steps):
        line.zero_grad()
        criterion(line(x), y).backward()
        gd_step(list(line.parameters()), lr)
    return line.slope.item(), line.intercept.item()


def frozen_copy(x: torch.Tensor) -> torch.Tensor:
    return copy.deepcopy(x.detach())


def grad_norm(params: Params) -> float:
    gradients = [parameter.grad for parameter in params if parameter.grad is not None]
    return float(torch.linalg.vector_norm(torch.stack([g.norm() for g in gradients]))) if gradients else 0.0
