"""No tensor arithmetic at all: plain Python numbers, one after the other."""

import math

import torch


class Memory:
    """What is remembered about one parameter: flat lists of Python floats."""

    def __init__(self, p):
        self.p = p
        self.steps = 0
        self.first = [0.0] * p.numel()
        self.second = [0.0] * p.numel()

    def numbers(self):
        return self.p.detach().flatten().tolist(), self.p.grad.flatten().tolist()

    def write(self, numbers):
        with torch.no_grad():
            self.p.copy_(torch.tensor(numbers, dtype=self.p.dtype).reshape(self.p.shape))


class _Base:
    def zero_grad(self):
        for memory in self.memories:
            memory.p.grad = None

    def step(self):
        for memory in self.memories:
            if memory.p.grad is not None:
                memory.steps += 1
                memory.write([self.one(memory, i, w, g) for i, (w, g) in enumerate(zip(*memory.numbers()))])


class SGD(_Base):
    def __init__(self, params, lr, momentum=0.0, weight_decay=0.0):
        self.memories = [Memory(p) for p in params]
        self.lr, self.momentum, self.weight_decay = lr, momentum, weight_decay

    def one(self, memory, i, w, g):
        memory.first[i] = self.momentum * memory.first[i] + g + self.weight_decay * w
        return w - self.lr * memory.first[i]


class Adam(_Base):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=0.0):
        self.memories = [Memory(p) for p in params]
        self.lr, self.betas, self.eps, self.weight_decay = lr, betas, eps, weight_decay

    def one(self, memory, i, w, g):
        return w - self.lr * self.adam(memory, i, g + self.weight_decay * w)

    def adam(self, memory, i, d):
        a, b = self.betas
        memory.first[i] += (1 - a) * (d - memory.first[i])
        memory.second[i] += (1 - b) * (d * d - memory.second[i])
        top = memory.first[i] / (1 - a**memory.steps)
        return top / (math.sqrt(memory.second[i] / (1 - b**memory.steps)) + self.eps)


class AdamW(Adam):
    def __init__(self, params, lr=1e-3, betas=(0.9, 0.999), eps=1e-8, weight_decay=1e-2):
        super().__init__(params, lr, betas, eps, weight_decay)

    def one(self, memory, i, w, g):
        return w - self.lr * self.weight_decay * w - self.lr * self.adam(memory, i, g)
