import math
import torch


def warmup_cosine(step, warmup, total, base, floor=0.):
    """progress by cases"""
    if step >= total:
        rate = floor
    elif step >= warmup:
        t = (step - warmup) / (total - warmup)
        rate = base - (base - floor) * (1 - math.cos(t * math.pi)) / 2
    else:
        rate = base - base * (warmup - step - 1) / warmup
    return float(rate)


def total_norm(grads):
    s = 0.0
    for g in grads:
        s = s + g.pow(2).sum().item()
    return s ** 0.5


def clip_(params, max_norm):
    params = tuple(params)
    before = total_norm(p.grad for p in params if p.grad is not None)
    if before <= max_norm:
        return before
    for p in params:
        if p.grad is None:
            continue
        p.grad = p.grad / before * max_norm      # a new tensor under the same name
    return before


def accumulated_step(model, opt, loss_fn, micro):
    for group in opt.param_groups:
        for p in group["params"]:
            p.grad = None
    n = 0
    total = 0.0
    for x, y in micro:
        loss = loss_fn(model(x), y) * len(x)     # a sum over the part
        loss.backward()
        total += loss.item()
        n += len(x)
    for p in model.parameters():
        if p.grad is not None:
            p.grad.div_(n)
    opt.step()
    opt.zero_grad()
    return total / n


def set_lr(opt, lr):
    biggest = 0
    for g in opt.param_groups:
        if g['lr'] > biggest:
            biggest = g['lr']
    for g in opt.param_groups:
        share = g['lr'] / biggest
        g['lr'] = share * lr
