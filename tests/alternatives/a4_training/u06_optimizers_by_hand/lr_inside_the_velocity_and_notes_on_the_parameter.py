import torch


class SGD:
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        self.params = tuple(params)
        self.options = lr, momentum, weight_decay

    def step(self):
        lr, mu, wd = self.options
        with torch.set_grad_enabled(False):
            for p in filter(lambda p: p.grad is not None, self.params):
                p.speed = mu * getattr(p, "speed", 0.0) - lr * (p.grad + wd * p)
                p += p.speed

    def zero_grad(self):
        for p in self.params:
            p.grad = None if p.grad is None else torch.zeros_like(p.grad)


class Adam(SGD):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        self.params = tuple(params)
        self.options = lr, *betas, eps, weight_decay
        for p in self.params:
            p.notes = torch.zeros(2, *p.shape, dtype=p.dtype), 0

    def step(self):
        lr, a, b, eps, wd = self.options
        with torch.inference_mode():
            for p in self.params:
                if p.grad is not None:
                    d = p.grad + wd * p
                    (m, s), t = p.notes
                    m, s = a * m + (1 - a) * d, b * s + (1 - b) * d.square()
                    p.notes = torch.stack((m, s)), t + 1
                    p.data -= lr * (m / (1 - a ** (t + 1))).div((s / (1 - b ** (t + 1))).sqrt() + eps)


class AdamW(Adam):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
        Adam.__init__(self, params, lr, betas, eps)
        self.shrink = 1 - lr * weight_decay

    def step(self):
        kept = [p.detach().clone() for p in self.params]
        super().step()
        with torch.no_grad():
            for p, old in zip(self.params, kept):
                if p.grad is not None:
                    p.sub_(old, alpha=1 - self.shrink)
