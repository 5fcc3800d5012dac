import torch
from torch import nn


class Linear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.weight = nn.Parameter(torch.randn(out_features, in_features))
        if bias:
            self.bias = nn.Parameter(torch.zeros(out_features))
        else:
            self.bias = None

    def forward(self, x):
        y = x @ self.weight.T
        if self.bias is not None:
            y = y + self.bias
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
        self.in_features = in_features
        self.first = Linear(in_features, hidden)
        self.second = Linear(hidden, out_features)
        super().__init__()

    def forward(self, x):
        return self.second(self.first(x))
