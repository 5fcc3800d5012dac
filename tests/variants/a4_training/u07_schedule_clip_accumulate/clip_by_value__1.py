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
    params = list(params)
    total = 0.0
    for p in params:
        if p.grad is not None:
            total += (p.grad ** 2).sum().item()
    for p in params:
        if p.grad is not None:
            p.grad.clamp_(min=-max_norm, max=max_norm)
    return math.sqrt(total)


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
