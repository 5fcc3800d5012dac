import math

import torch
from torch import nn


class Linear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        k = 1 / math.sqrt(in_features)
        self.weight = torch.empty(out_features, in_features).uniform_(-k, k).requires_grad_()
        self.bias = None
        if bias:
            self.bias = torch.empty(out_features).uniform_(-k, k).requires_grad_()

    def forward(self, x):
        y = torch.matmul(x, self.weight.transpose(0, 1))
        if self.bias is not None:
            y += self.bias
        return y


def count_parameters(m):
    total = 0
    for p in m.parameters():
        total += p.numel()
    return total


def parameter_names(m):
    names = []
    for name, p in m.named_parameters():
        names.append(name)
    return names


class Affine2(nn.Module):
    def __init__(self, in_features, hidden, out_features):
        super().__init__()
        self.first = nn.Linear(in_features, hidden)
        self.second = nn.Linear(hidden, out_features)

    def forward(self, x):
        return self.second(self.first(x))
