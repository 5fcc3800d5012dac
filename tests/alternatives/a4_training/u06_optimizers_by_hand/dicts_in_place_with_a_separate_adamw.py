import torch


class SGD:
    """plain SGD, written after the formula"""

    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        self.lr, self.momentum, self.weight_decay = lr, momentum, weight_decay
        self.params = [p for p in params]
        self.state = {}
        for p in self.params:
            self.state[p] = torch.zeros_like(p)

    @torch.no_grad()
    def step(self):
        for p in self.params:
            if p.grad is not None:
                d = p.grad.add(p, alpha=self.weight_decay)
                v = self.state[p]
                v.mul_(self.momentum)
                v.add_(d)
                p.add_(v, alpha=-self.lr)

    def zero_grad(self):
        for p in self.params:
            if p.grad is not None:
                p.grad.detach_()
                p.grad.zero_()


class Adam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        self.params = [p for p in params]
        self.lr, self.betas, self.eps, self.weight_decay = lr, betas, eps, weight_decay
        self.state = {p: {"step": 0, "avg": torch.zeros_like(p), "sq": torch.zeros_like(p)} for p in self.params}

    @torch.no_grad()
    def step(self):
        for p in self.params:
            if p.grad is not None:
                self.update(p, p.grad.add(p, alpha=self.weight_decay))

    def update(self, p, d):
        beta1, beta2 = self.betas
        state = self.state[p]
        state["step"] += 1
        state["avg"].mul_(beta1).add_(d, alpha=1 - beta1)
        state["sq"].mul_(beta2).addcmul_(d, d, value=1 - beta2)
        c1 = 1 - beta1 ** state["step"]
        c2 = 1 - beta2 ** state["step"]
        denominator = (state["sq"] / c2).sqrt().add_(self.eps)
        p.addcdiv_(state["avg"], denominator, value=-self.lr / c1)

    def zero_grad(self):
        for p in self.params:
            if p.grad is not None:
                p.grad.zero_()


class AdamW:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
        self.params = [p for p in params]
        self.lr, self.betas, self.eps, self.weight_decay = lr, betas, eps, weight_decay
        self.state = {p: [0, torch.zeros_like(p), torch.zeros_like(p)] for p in self.params}

    @torch.no_grad()
    def step(self):
        b1, b2 = self.betas
        for p in self.params:
            if p.grad is None:
                continue
            t, m, v = self.state[p]
            t = t + 1
            m = b1 * m + (1 - b1) * p.grad
            v = b2 * v + (1 - b2) * p.grad**2
            self.state[p] = [t, m, v]
            p.mul_(1 - self.lr * self.weight_decay)
            p.sub_(self.lr * (m / (1 - b1**t)) / ((v / (1 - b2**t)) ** 0.5 + self.eps))

    def zero_grad(self):
        for p in self.params:
            p.grad = None
