"""No .backward(): the gradients of each part are asked for, added up by hand, and put in place at the end."""

import numpy as np
import torch


def warmup_cosine(step, warmup, total, base, floor=0.0):
    plan = [base * (i + 1) / warmup for i in range(warmup)]
    plan += [floor + (base - floor) * 0.5 * (1 + np.cos(np.pi * i / (total - warmup))) for i in range(total - warmup)]
    plan.append(floor)
    return float(plan[min(step, total)])


def clip_(params, max_norm):
    with torch.no_grad():
        grads = []
        for p in params:
            if p.grad is not None:
                grads.append(p.grad)
        flat = np.concatenate([g.numpy().astype(np.float64).ravel() for g in grads] + [np.zeros(1)])
        norm = float(np.sqrt((flat ** 2).sum()))
        factor = 1.0
        if norm > max_norm:
            factor = max_norm / norm
        for g in grads:
            g.copy_(g * factor)
    return norm


def accumulated_step(model, opt, loss_fn, micro):
    learning = [p for p in model.parameters() if p.requires_grad]
    sums = [torch.zeros_like(p) for p in learning]
    count = sum(len(x) for x, _ in micro)
    mean = 0.0
    for x, y in micro:
        loss = loss_fn(model(x), y)
        for s, g in zip(sums, torch.autograd.grad(loss, learning)):
            s += g * len(x) / count
        mean += float(loss) * len(x) / count
    opt.zero_grad()
    for p, s in zip(learning, sums):
        p.grad = s
    opt.step()
    return mean


def set_lr(opt, lr):
    top = max(group["lr"] for group in opt.param_groups)
    for group in opt.param_groups:
        share = group.setdefault("share", group["lr"] / top)
        group["lr"] = lr * share
