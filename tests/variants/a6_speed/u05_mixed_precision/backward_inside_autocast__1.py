import torch
from torch import nn
import torch.nn.functional as F


class LossScaler:
    def __init__(self, init_scale=65536.0, growth_factor=2.0, backoff_factor=0.5, growth_interval=2000):
        self.s = init_scale
        self.growth_factor = growth_factor
        self.backoff_factor = backoff_factor
        self.growth_interval = growth_interval
        self.good = 0
        self.unscaled = False
        self.overflow = False

    def get_scale(self):
        return self.s

    def scale(self, loss):
        return loss * self.s

    def unscale_(self, opt):
        self.overflow = False
        for group in opt.param_groups:
            for p in group["params"]:
                if p.grad is not None:
                    p.grad /= self.s
                    if not torch.isfinite(p.grad).all():
                        self.overflow = True
        self.unscaled = True

    def step(self, opt):
        if not self.unscaled:
            self.unscale_(opt)
        if not self.overflow:
            opt.step()

    def update(self):
        if self.overflow:
            self.s = self.s * self.backoff_factor
            self.good = 0
        else:
            self.good += 1
            if self.good == self.growth_interval:
                self.s = self.s * self.growth_factor
                self.good = 0
        self.unscaled = False


def autocast_step(model, batch, opt, scaler, device_type, dtype, max_norm=None):
    x, y = batch
    opt.zero_grad()
    with torch.autocast(device_type, dtype=dtype):
        scores = model(x)
        loss = F.cross_entropy(scores, y)
        (loss if scaler is None else scaler.scale(loss)).backward()
    if scaler is None:
        if max_norm is not None:
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        opt.step()
    else:
        if max_norm is not None:
            scaler.unscale_(opt)
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(opt)
        scaler.update()
    return loss.item()


def bf16_round(x):
    return x.to(torch.bfloat16).to(x.dtype)


def keeps_float32(model):
    return all(p.dtype == torch.float32 for p in model.parameters())


def bytes_saved(model):
    return float(sum(p.numel() * (p.element_size() - 2) for p in model.parameters()))
