import math

import torch


def warmup_cosine(step, warmup, total, base, floor=0.0):
    if step < warmup:
        return base * (step + 1) / warmup
    if step >= total:
        return floor
    progress = (step - warmup) / (total - warmup)
    return floor + 0.5 * (base - floor) * (1 + math.cos(math.pi * progress))


def clip_(params, max_norm):
    params = [p for p in params if p.grad is not None]
    total = 0.0
    for p in params:
        total += p.grad.norm().item() ** 2
    total = total ** 0.5
    if total > max_norm:
        for p in params:
            p.grad.mul_(max_norm / total)
    return total


def accumulated_step(model, opt, loss_fn, micro):
    opt.zero_grad()
    total = 0.0
    for x, y in micro:
        out = model(x)
        loss = loss_fn(out, y)
        loss.backward()
        total = total + loss.item()
    opt.step()
    return total


def set_lr(opt, lr):
    top = max(g["lr"] for g in opt.param_groups)
    factor = lr / top
    for g in opt.param_groups:
        g["lr"] = g["lr"] * factor
