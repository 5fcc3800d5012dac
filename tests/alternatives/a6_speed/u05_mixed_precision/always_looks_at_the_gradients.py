"""step looks at the gradients itself; unscale_ only divides."""
import math

import torch
import torch.nn as nn


def gradients(opt):
    for group in opt.param_groups:
        for parameter in group["params"]:
            if parameter.grad is not None:
                yield parameter.grad


class LossScaler(object):
    def __init__(self, init_scale: float = 2.0**16, growth_factor: float = 2.0, backoff_factor: float = 0.5,
                 growth_interval: int = 2000) -> None:
        self._options = dict(growth=growth_factor, backoff=backoff_factor, interval=growth_interval)
        self._scale = torch.tensor(init_scale, dtype=torch.float64)
        self._until_growth = growth_interval
        self._divided = False
        self._stepped = False

    def get_scale(self) -> float:
        return self._scale.item()

    def scale(self, loss):
        return torch.mul(loss, self.get_scale())

    def unscale_(self, opt):
        with torch.no_grad():
            for grad in gradients(opt):
                grad.copy_(grad / self.get_scale())
        self._divided = True

    def step(self, opt):
        if not self._divided:
            self.unscale_(opt)
        total = sum(grad.double().abs().sum().item() for grad in gradients(opt))
        self._stepped = math.isfinite(total)
        if self._stepped:
            opt.step()

    def update(self):
        self._divided = False
        if not self._stepped:
            self._scale = self._scale * self._options["backoff"]
            self._until_growth = self._options["interval"]
            return
        self._until_growth -= 1
        if self._until_growth == 0:
            self._scale = self._scale * self._options["growth"]
            self._until_growth = self._options["interval"]


def autocast_step(model, batch, opt, scaler, device_type, dtype, max_norm=None):
    inputs, labels = batch
    model.zero_grad()
    with torch.amp.autocast(device_type, dtype):
        scores = model(inputs)
        loss = nn.CrossEntropyLoss()(scores, labels)
    if scaler is not None:
        scaler.scale(loss).backward()
        scaler.unscale_(opt)
        if max_norm is not None:
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        scaler.step(opt)
        scaler.update()
    else:
        loss.backward()
        if max_norm is not None:
            nn.utils.clip_grad_norm_(model.parameters(), max_norm)
        opt.step()
    return loss.detach().item()


def bf16_round(x):
    y = torch.empty(x.shape, dtype=torch.bfloat16)
    y.copy_(x)
    return y.type(x.dtype)


def keeps_float32(model):
    for _, parameter in model.named_parameters():
        if parameter.dtype is not torch.float32:
            return False
    return True


def bytes_saved(model):
    now = 0
    then = 0
    for parameter in model.parameters():
        now += parameter.numel() * parameter.element_size()
        then += parameter.numel() * 2
    return float(now - then)
