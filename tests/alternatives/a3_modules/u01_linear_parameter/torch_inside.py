import torch
from torch import nn


class _Base(nn.Module):
    def numbers(self, *shape):
        return nn.Parameter(torch.normal(0.0, 1.0, shape))


class Linear(_Base):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.weight = self.numbers(out_features, in_features)
        self.bias = None
        if bias:
            self.bias = self.numbers(out_features)

    def forward(self, x):
        rows = x.reshape(-1, x.shape[-1])
        if self.bias is None:
            y = torch.mm(rows, self.weight.t())
        else:
            y = torch.addmm(self.bias, rows, self.weight.t())
        return y.reshape(*x.shape[:-1], -1)


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
