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
    squares = 0.0
    for p in params:
        if p.grad is None:
            continue
        squares += float(p.grad.square().sum())
        p.grad[p.grad > max_norm] = max_norm
        p.grad[p.grad < -max_norm] = -max_norm
    return sqrt(squares)


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
    old = [group["lr"] for group in opt.param_groups]
    for group, rate in zip(opt.param_groups, old):
        group["lr"] = lr * rate / max(old)
