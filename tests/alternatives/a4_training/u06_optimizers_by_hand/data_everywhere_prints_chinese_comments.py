# 第六单元：优化器。全部用 .data，不用 no_grad
import sys

import torch

print("正在导入优化器……")


class SGD:
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        self.参数 = [p for p in params]
        self.lr, self.m, self.wd = lr, momentum, weight_decay
        self.速度 = [0.0 for _ in self.参数]  # 每个参数一份
        print("SGD 共有参数", len(self.参数), file=sys.stderr)

    def step(self):
        for i in range(len(self.参数)):
            p = self.参数[i]
            if p.grad is None:
                print("没有梯度，跳过", i)
                continue
            方向 = p.grad.data + self.wd * p.data
            self.速度[i] = self.m * self.速度[i] + 方向
            p.data = p.data - self.lr * self.速度[i]  # 对象还是同一个

    def zero_grad(self):
        for p in self.参数:
            if p.grad is not None:
                p.grad = torch.zeros_like(p.grad)


class Adam:
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        self.参数 = [p for p in params]
        self.lr, self.betas, self.eps, self.wd = lr, betas, eps, weight_decay
        self.m, self.v, self.t = {}, {}, {}

    def step(self):
        b1, b2 = self.betas
        for i, p in enumerate(self.参数):
            g = p.grad
            if g is None:
                continue
            g = g.detach() + self.wd * p.detach()
            t = self.t.get(i, 0) + 1
            m = self.m.get(i, 0) * b1 + (1 - b1) * g
            v = self.v.get(i, 0) * b2 + (1 - b2) * g.pow(2)
            self.t[i], self.m[i], self.v[i] = t, m, v
            p.data.sub_(self.lr * (m / (1 - b1**t)) / ((v / (1 - b2**t)).sqrt() + self.eps))

    def zero_grad(self):
        for p in self.参数:
            p.grad = None


class AdamW(Adam):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
        Adam.__init__(self, params, lr=lr, betas=betas, eps=eps)
        self.衰减 = weight_decay

    def step(self):
        for p in self.参数:
            if p.grad is not None:
                p.data.mul_(1.0 - self.lr * self.衰减)
        Adam.step(self)


if __name__ == "__main__":
    w = torch.nn.Parameter(torch.tensor([8.0, -4.0]))
    opt = SGD([w], lr=0.1, momentum=0.5)
    for _ in range(3):
        (w**2).sum().backward()
        opt.step()
        opt.zero_grad()
        print(w)
