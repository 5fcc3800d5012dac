"""第二单元作业"""
import torch
import torch.nn.functional as F
from torch import Tensor


def slope(f, x: float) -> float:
    point = torch.tensor(x, dtype=torch.float64, requires_grad=True)
    value = f(point)
    value.backward(inputs=[point])
    return point.grad.item()


def gd_step(params: list[Tensor], lr: float) -> None:
    for p in params:
        if p.grad is not None:
            p.data.sub_(lr * p.grad)


def fit_line(x: Tensor, y: Tensor, lr: float, steps: int) -> tuple[float, float]:
    slope_ = torch.tensor(0.0, requires_grad=True)
    intercept = torch.tensor(0.0, requires_grad=True)
    for _ in range(steps):
        loss = F.mse_loss(slope_ * x + intercept, y)
        loss.backward()
        slope_.data -= lr * slope_.grad
        intercept.data -= lr * intercept.grad
        slope_.grad.zero_()
        intercept.grad.zero_()
    return slope_.item(), intercept.item()


def frozen_copy(x: Tensor) -> Tensor:
    with torch.no_grad():
        return x.clone()


def grad_norm(params: list[Tensor]) -> float:
    grads = [p.grad.reshape(-1) for p in params if p.grad is not None]
    return torch.cat(grads).norm().item() if grads else 0.0
