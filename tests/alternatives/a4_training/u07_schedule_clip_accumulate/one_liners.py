import math, torch

warmup_cosine = lambda step, warmup, total, base, floor=0.0: base * (step + 1) / warmup if step < warmup else floor + (base - floor) * math.cos(math.pi / 2 * min(1, (step - warmup) / (total - warmup))) ** 2


def clip_(params, max_norm): return (lambda gs: (lambda n: ([g.mul_(max_norm / n) for g in gs if n > max_norm], n)[1])(math.hypot(*(g.norm().item() for g in gs))))([p.grad for p in params if p.grad is not None])


def accumulated_step(model, opt, loss_fn, micro):
    n, _ = sum(len(x) for x, _ in micro), opt.zero_grad()
    return (sum((loss := loss_fn(model(x), y) * (len(x) / n)).backward() or loss.item() for x, y in micro), opt.step())[0]


def set_lr(opt, lr): (lambda top: [g.update(lr=g["lr"] / top * lr) for g in opt.param_groups])(max(g["lr"] for g in opt.param_groups)) and None
