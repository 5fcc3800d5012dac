import math

import torch


def slope(f, x):
    t = torch.tensor(x).double()
    t.requires_grad = True
    return torch.autograd.functional.jacobian(f, t).item()


def gd_step(params, lr):
    was = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    k = 0
    while k < len(params):
        p = params[k]
        if p.grad is not None:
            p += -lr * p.grad
        k += 1
    torch.set_grad_enabled(was)


def fit_line(x, y, lr, steps):
    a = torch.zeros(1, dtype=x.dtype)
    b = torch.zeros(1, dtype=x.dtype)
    n = len(x)
    for _ in range(steps):
        a.requires_grad_()
        b.requires_grad_()
        total = 0
        for i in range(n):
            total = total + (y[i] - a * x[i] - b) ** 2 / n
        total.backward()
        a = (a - lr * a.grad).detach()
        b = (b - lr * b.grad).detach()
    return a.item(), b.item()


def frozen_copy(x):
    return torch.from_numpy(x.detach().numpy().copy())


def grad_norm(params):
    total = 0
    for p in params:
        if p.grad is not None:
            for g in p.grad.reshape(-1).tolist():
                total = total + g * g
    return math.sqrt(total)
