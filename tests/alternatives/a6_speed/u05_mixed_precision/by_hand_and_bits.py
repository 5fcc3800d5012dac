import copy

import torch
from torch import nn


class NoScaler:
    """Does nothing, so that a step needs no `if`."""

    def scale(self, loss):
        return loss

    def unscale_(self, opt):
        pass

    def step(self, opt):
        opt.step()

    def update(self):
        pass


class LossScaler:
    """With a small machine of states: "new", "good", "bad"."""

    def __init__(self, init_scale=65536.0, growth_factor=2.0, backoff_factor=0.5, growth_interval=2000):
        self.factor = float(init_scale)
        self.growth_factor = growth_factor
        self.backoff_factor = backoff_factor
        self.growth_interval = growth_interval
        self.history = []
        self.state = "new"

    def get_scale(self):
        return self.factor

    def scale(self, loss):
        return loss * loss.new_tensor(self.factor)

    def unscale_(self, opt):
        self.state = "good"
        for group in opt.param_groups:
            for p in group["params"]:
                if p.grad is None:
                    continue
                p.grad = p.grad / self.factor
                if (p.grad - p.grad).abs().sum() != 0:
                    self.state = "bad"

    def step(self, opt):
        if self.state == "new":
            self.unscale_(opt)
        if self.state == "good":
            opt.step()

    def update(self):
        if self.state == "bad":
            self.factor = self.factor * self.backoff_factor
            self.history.clear()
        else:
            self.history.append(1)
            if len(self.history) >= self.growth_interval:
                self.factor = self.factor * self.growth_factor
                self.history = []
        self.state = "new"


def autocast_step(model, batch, opt, scaler, device_type, dtype, max_norm=None):
    x, y = batch
    scaler = NoScaler() if scaler is None else scaler
    for parameter in model.parameters():
        parameter.grad = None
    with torch.autocast(device_type, dtype=dtype):
        scores = model(x)
        picked = torch.log_softmax(scores.float(), dim=1).gather(1, y[:, None])
        loss = -picked.mean()
    scaler.scale(loss).backward()
    if max_norm is not None:
        scaler.unscale_(opt)
        norm = sum(p.grad.square().sum() for p in model.parameters() if p.grad is not None).sqrt().item()
        if not norm <= max_norm:
            for p in model.parameters():
                if p.grad is not None:
                    p.grad.mul_(max_norm / norm)
    scaler.step(opt)
    scaler.update()
    return loss.item()


def bf16_round(x):
    bits = x.float().contiguous().view(torch.int32)
    rounded = (bits + 0x7FFF + ((bits >> 16) & 1)) & -0x10000
    y = rounded.view(torch.float32)
    return torch.where(x.isnan(), x, y.to(x.dtype))


def keeps_float32(model):
    return not any(p.dtype != torch.float32 for p in model.parameters())


def bytes_saved(model):
    short = copy.deepcopy(model).to(torch.bfloat16)
    size = lambda m: sum(p.numel() * p.element_size() for p in m.parameters())
    return float(size(model) - size(short))
