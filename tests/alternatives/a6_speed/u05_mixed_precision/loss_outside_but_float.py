import torch
from torch import nn


class LossScaler:
    def __init__(self, init_scale=65536.0, growth_factor=2.0, backoff_factor=0.5, growth_interval=2000):
        self.config = (growth_factor, backoff_factor, growth_interval)
        self.current_scale = init_scale
        self.last_bad, self.updates = 0, 0
        self.already = set()
        self.inf_found = torch.tensor(0.0)

    @property
    def good(self):
        return self.inf_found.item() == 0

    def get_scale(self):
        return float(self.current_scale)

    def scale(self, loss):
        return loss.mul(self.current_scale)

    def unscale_(self, opt):
        grads = [p.grad for g in opt.param_groups for p in g["params"] if p.grad is not None]
        inverse = 1.0 / self.current_scale
        torch._foreach_mul_(grads, inverse)
        flat = torch.cat([g.reshape(-1) for g in grads])
        self.inf_found = (~torch.isfinite(flat)).any().float()
        self.already.add(id(opt))

    def step(self, opt):
        if id(opt) not in self.already:
            self.unscale_(opt)
        if self.good:
            opt.step()

    def update(self):
        growth, backoff, interval = self.config
        self.updates += 1
        if not self.good:
            self.current_scale *= backoff
            self.last_bad = self.updates
        elif self.updates - self.last_bad == interval:
            self.current_scale *= growth
            self.last_bad = self.updates
        self.already.clear()


def autocast_step(model, batch, opt, scaler, device_type, dtype, max_norm=None):
    x, y = batch
    forward = torch.autocast(device_type, dtype=dtype)(model.__call__)
    scores = forward(x)
    loss = nn.functional.cross_entropy(scores.to(torch.float32), y)
    value = loss.item()
    if scaler is not None:
        loss = scaler.scale(loss)
    opt.zero_grad()
    torch.autograd.backward(loss)
    if max_norm is not None and scaler is not None:
        scaler.unscale_(opt)
    if max_norm is not None:
        nn.utils.clip_grad_norm_(list(model.parameters()), max_norm)
    if scaler is not None:
        scaler.step(opt)
        scaler.update()
        return value
    opt.step()
    return value


def bf16_round(x):
    return x.clone().bfloat16().to(dtype=x.dtype)


def keeps_float32(model):
    return len([p for p in model.parameters() if p.dtype != torch.float]) == 0


def bytes_saved(model):
    saved = {torch.float64: 6, torch.float32: 2, torch.float16: 0, torch.bfloat16: 0}
    return float(sum(saved[p.dtype] * p.numel() for p in model.parameters()))
