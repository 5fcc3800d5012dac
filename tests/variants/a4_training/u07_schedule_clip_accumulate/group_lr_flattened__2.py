"""Unit 7."""
from math import cos, pi, sqrt

import torch
from torch import nn


def warmup_cosine(step: int, warmup: int, total: int, base: float, floor: float = 0.0) -> float:
    if step + 1 <= warmup:
        return (step + 1) / warmup * base
    p = min((step - warmup) / (total - warmup), 1)
    up = (cos(pi * p) + 1) / 2
    return up * base + (1 - up) * floor


def clip_(params, max_norm: float) -> float:
    grads = [p.grad for p in params if p.grad is not None]
    if not grads:
        return 0.0
    norm = torch.cat([g.reshape(-1) for g in grads]).norm().item()
    scale = min(1.0, max_norm / (norm + 1e-6))
    for g in grads:
        g *= scale
    return norm


def accumulated_step(model: nn.Module, opt, loss_fn, micro) -> float:
    sizes = [len(x) for x, _ in micro]
    opt.zero_grad(set_to_none=False)
    losses = []
    for (x, y), size in zip(micro, sizes):
        part = loss_fn(model(x), y) * size / sum(sizes)
        part.backward()
        losses.append(float(part))
    opt.step()
    return sum(losses)


def set_lr(opt, lr: float) -> None:
    for group in opt.param_groups:
        group.update(lr=lr)
