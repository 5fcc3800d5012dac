from itertools import accumulate, repeat
import math
import operator as op

import torch

PI = math.acos(-1)


def _share(done, of):
    return max(0.0, min(1.0, done / of))


def warmup_cosine(*args, **kwargs):
    def inner(step, warmup, total, base, floor=0.0):
        if step in range(warmup):
            return list(accumulate(repeat(base / warmup, warmup), op.add))[step]
        left = math.cos(PI * _share(step - warmup, total - warmup)) / 2 + 0.5
        return base * left + floor * (1 - left)
    return inner(*args, **kwargs)


def clip_(params, max_norm):
    existing = list(filter(lambda g: g is not None, map(lambda p: p.grad, params)))
    norm = torch.tensor([g.norm().double() for g in existing], dtype=torch.float64).norm().item()
    while norm > max_norm:
        for g in existing:
            torch.mul(g, max_norm / norm, out=g)
        break
    return norm


def accumulated_step(model, opt, loss_fn, micro):
    with torch.enable_grad():
        opt.zero_grad(set_to_none=True)
        whole = sum(map(lambda part: part[0].shape[0], micro))
        means = []
        for part in iter(micro):
            prediction = model(part[0])
            loss = loss_fn(prediction, part[1]).mul(part[0].shape[0]).div(whole)
            loss.backward()
            means.append(loss.detach())
    opt.step()
    return torch.stack(means).sum().item()


def set_lr(opt, lr):
    fastest = max(opt.param_groups, key=op.itemgetter("lr"))
    factor = lr / fastest["lr"]
    for group in opt.param_groups:
        group["lr"] *= factor
