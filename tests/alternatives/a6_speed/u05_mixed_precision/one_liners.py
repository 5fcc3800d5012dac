import torch
from torch import nn
from torch.nn import functional as F


class LossScaler:
    def __init__(self, init_scale=65536.0, growth_factor=2.0, backoff_factor=0.5, growth_interval=2000):
        self.s, self.up, self.down, self.every, self.n, self.ok = (
            init_scale, growth_factor, backoff_factor, growth_interval, 0, None)

    get_scale = lambda self: self.s
    scale = lambda self, loss: self.s * loss

    def unscale_(self, opt):
        grads = [p.grad for g in opt.param_groups for p in g["params"] if p.grad is not None]
        [g.mul_(1 / self.s) for g in grads]
        self.ok = all(bool(torch.isfinite(g).all()) for g in grads)

    def step(self, opt):
        self.ok is None and self.unscale_(opt)
        return opt.step() if self.ok else None

    def update(self):
        self.n = self.n + 1 if self.ok else 0
        self.s *= self.down if not self.ok else self.up if self.n % self.every == 0 else 1
        self.ok = None


def autocast_step(model, batch, opt, scaler, device_type, dtype, max_norm=None):
    opt.zero_grad(set_to_none=True)
    with torch.autocast(device_type=device_type, dtype=dtype):
        loss = F.cross_entropy(model(batch[0]), batch[1])
    (scaler.scale(loss) if scaler else loss).backward()
    if max_norm is not None:
        scaler and scaler.unscale_(opt)
        nn.utils.clip_grad_norm_(model.parameters(), max_norm)
    scaler.step(opt) if scaler else opt.step()
    scaler and scaler.update()
    return float(loss)


bf16_round = lambda x: x.to(torch.bfloat16).to(x.dtype)
keeps_float32 = lambda model: {p.dtype for p in model.parameters()} <= {torch.float32}
bytes_saved = lambda model: sum(p.nbytes - 2 * p.numel() for p in model.parameters()) * 1.0
