import torch
from torch import Tensor


def slope(f, x: float) -> float:
    here = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    there = f(here)
    there.backward(inputs=[here])
    return float(here.grad)


def gd_step(params: list[Tensor], lr: float) -> None:
    for p in params:
        if p.grad is None:
            continue
        p.data = p.data - lr * p.grad.data


def fit_line(x: Tensor, y: Tensor, lr: float, steps: int) -> tuple[float, float]:
    line = torch.zeros(2, dtype=x.dtype).requires_grad_(True)
    n = x.numel()
    while steps > 0:
        residual = y - (line[0] * x + line[1])
        loss = residual.pow(2).sum() / n
        if line.grad is not None:
            line.grad.zero_()
        loss.backward()
        gd_step([line], lr)
        steps -= 1
    a, b = line.tolist()
    return a, b


def frozen_copy(x: Tensor) -> Tensor:
    return x.clone().detach()


def grad_norm(params: list[Tensor]) -> float:
    pieces = [p.grad.flatten() for p in params if p.grad is not None]
    if not pieces:
        return 0.0
    return torch.cat(pieces).norm().item()
