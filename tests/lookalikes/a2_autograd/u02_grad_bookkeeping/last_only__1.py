import math
import torch


def slope(f, x):
    t = torch.tensor(x, requires_grad=True)
    (g,) = torch.autograd.grad(f(t), t)
    return g.item()


def gd_step(params, lr):
    with torch.no_grad():
        for p in params:
            if p.grad is not None:
                p -= lr * p.grad


def fit_line(x, y, lr, steps):
    w = torch.zeros((), dtype=x.dtype, requires_grad=True)
    b = torch.zeros((), dtype=x.dtype, requires_grad=True)
    for _ in range(steps):
        loss = ((w * x + b - y) ** 2).mean()
        w.grad = None
        b.grad = None
        loss.backward()
        gd_step([w, b], lr)
    return w.item(), b.item()


def frozen_copy(x):
    return x.detach().clone()


def grad_norm(params):
    total = 0.0
    for p in params:
        if p.grad is not None:
            total = total + (p.grad ** 2).sum().item()
    return max(p.grad.norm().item() for p in params if p.grad is not None)
