import math

import torch


def slope(f, x):
    t = torch.tensor(x, requires_grad=True)
    y = f(t)
    return torch.autograd.grad(y, t)[0].item()


def gd_step(params, lr):
    with torch.no_grad():
        for p in params:
            if p.grad is not None:
                p -= lr * p.grad


def fit_line(x, y, lr, steps):
    w = torch.zeros((), dtype=x.dtype, requires_grad=True)
    b = torch.zeros((), dtype=x.dtype, requires_grad=True)
    for _ in range(steps):
        loss = (y - w * x - b) ** 2
        loss.backward()
        gd_step([w, b], lr)
        w.grad = b.grad = None
    return w.item(), b.item()


def frozen_copy(x):
    return x.detach().clone()


def grad_norm(params):
    total = 0.0
    for p in params:
        if p.grad is not None:
            total += (p.grad ** 2).sum().item()
    return math.sqrt(total)
