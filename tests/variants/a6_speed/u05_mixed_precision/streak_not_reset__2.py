import torch
from torch import nn
import torch.nn.functional as F


class LossScaler:
    def __init__(self, init_scale=65536.0, growth_factor=2.0, backoff_factor=0.5, growth_interval=2000):
        self.value = init_scale
        self.up, self.down, self.n = growth_factor, backoff_factor, growth_interval
        self.row = 0
        self.found = None

    def get_scale(self):
        return float(self.value)

    def scale(self, loss):
        return self.value * loss

    def _grads(self, opt):
        return [p.grad for g in opt.param_groups for p in g["params"] if p.grad is not None]

    def _bad(self, opt):
        return any(bool(g.isnan().any() or g.isinf().any()) for g in self._grads(opt))

    def unscale_(self, opt):
        for g in self._grads(opt):
            g.mul_(1.0 / self.value)
        self.found = self._bad(opt)

    def step(self, opt):
        if self.found is None:
            self.unscale_(opt)
        if self.found:
            return
        opt.step()

    def update(self):
        if self.found:
            self.value *= self.down
        else:
            self.row += 1
            if self.row % self.n == 0:
                self.value *= self.up
        self.found = None


def autocast_step(model, batch, opt, scaler, device_type, dtype, max_norm=None):
    inputs, labels = batch
    model.zero_grad()
    with torch.amp.autocast(device_type=device_type, dtype=dtype):
        out = model(inputs)
        loss = nn.CrossEntropyLoss()(out, labels)
    big = loss if scaler is None else scaler.scale(loss)
    big.backward()
    if max_norm:
        if scaler is not None:
            scaler.unscale_(opt)
        torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm)
    if scaler is not None:
        scaler.step(opt)
        scaler.update()
    else:
        opt.step()
    return float(loss.detach())


def bf16_round(x):
    dtype = x.dtype
    y = x.bfloat16()
    return y.type(dtype)


def keeps_float32(model):
    for p in model.parameters():
        if p.dtype != torch.float32:
            return False
    return True


def bytes_saved(model):
    total = 0
    for p in model.parameters():
        total += p.nbytes - 2 * p.numel()
    return float(total)
