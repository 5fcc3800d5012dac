import torch

slope = lambda f, x: torch.func.jvp(f, (torch.tensor(x),), (torch.tensor(1.0),))[1].item()  # noqa: E731


def gd_step(params, lr):
    [p.detach().sub_(lr * p.grad) for p in params if p.grad is not None]


def fit_line(x, y, lr, steps):
    table, line = torch.stack([x, torch.ones_like(x)], dim=1), torch.nn.Parameter(torch.zeros(2, dtype=x.dtype))
    for _ in range(steps):
        line.grad = torch.autograd.grad((table @ line - y).square().mean(), line)[0]
        gd_step([line], lr)
    return tuple(line.tolist())


def frozen_copy(x):
    return x.new_tensor(x.detach())


def grad_norm(params):
    return sum(((p.grad * p.grad).sum().double() for p in params if p.grad is not None), torch.tensor(0.0)).sqrt().item()
