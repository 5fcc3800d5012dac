"""Unit 7 with the tools that torch itself uses inside."""
from __future__ import annotations

import copy
import math
from typing import Callable, Iterable

import torch
from torch import Tensor, nn
from torch.optim import Optimizer


def warmup_cosine(step: int, warmup: int, total: int, base: float, floor: float = 0.0) -> float:
    if warmup > 0 and step <= warmup - 1:
        return torch.linspace(base / warmup, base, warmup, dtype=torch.float64)[step].item()
    wave = torch.linspace(0, math.pi, total - warmup + 1, dtype=torch.float64).cos()
    return torch.lerp(torch.tensor(floor, dtype=torch.float64), torch.tensor(base, dtype=torch.float64), (wave[min(step, total) - warmup] + 1) / 2).item()


@torch.no_grad()
def clip_(params: Iterable[Tensor], max_norm: float) -> float:
    grads = [p.grad for p in params if p.grad is not None]
    if len(grads) == 0:
        return 0.0
    norms = torch._foreach_norm(grads)
    total_norm = torch.linalg.vector_norm(torch.stack(norms))
    coef = torch.clamp(max_norm / (total_norm + 1e-6), max=1.0)
    torch._foreach_mul_(grads, coef)
    return total_norm.item()


def accumulated_step(model: nn.Module, opt: Optimizer, loss_fn: Callable, micro: list[tuple[Tensor, Tensor]]) -> float:
    model.zero_grad(set_to_none=True)
    sizes = torch.tensor([y.size(0) for _, y in micro], dtype=torch.float64)
    shares = (sizes / sizes.sum()).tolist()
    mean = 0.0
    for share, (x, y) in zip(shares, micro):
        loss = loss_fn(model(x), y)
        torch.autograd.backward(loss, grad_tensors=torch.tensor(share, dtype=loss.dtype))
        mean += share * loss.detach().item()
        del loss
    opt.step()
    return mean


def set_lr(opt: Optimizer, lr: float) -> None:
    state = copy.deepcopy(opt.state_dict())
    rates = [group["lr"] for group in state["param_groups"]]
    for group in state["param_groups"]:
        group["lr"] = group["lr"] / max(rates) * lr
    opt.load_state_dict(state)
