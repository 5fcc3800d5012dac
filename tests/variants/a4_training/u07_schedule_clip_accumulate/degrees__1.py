import math

import torch


def warmup_cosine(step, warmup, total, base, floor=0.0):
    if step < warmup:
        return base * (step + 1) / warmup
    angle = 180.0 * min(1.0, (step - warmup) / (total - warmup))
    return floor + (base - floor) * 0.5 * (1 + math.cos(angle))


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
    n = 0
    for x, y in micro:
        n += x.shape[0]
    opt.zero_grad()
    running = 0.0
    for x, y in micro:
        loss = loss_fn(model(x), y)
        weight = x.shape[0] / n
        (loss * weight).backward()
        running += loss.item() * weight
    opt.step()
    return running


def set_lr(opt, lr):
    top = max(g["lr"] for g in opt.param_groups)
    factor = lr / top
    for g in opt.param_groups:
        g["lr"] = g["lr"] * factor
