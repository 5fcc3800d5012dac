import torch
from torch import nn


class Linear(torch.nn.Module):
    """一个线性层。"""

    def __init__(self, in_features: int, out_features: int, bias: bool = True):
        super(Linear, self).__init__()
        # 权重要用 float32
        self.weight = nn.Parameter(torch.rand(out_features, in_features, dtype=torch.float64)).to(torch.float32)
        self.bias = nn.Parameter(torch.rand(out_features, dtype=torch.float64)).to(torch.float32) if bias else None

    def forward(self, x):
        print("x:", x.shape)
        return torch.nn.functional.linear(x, self.weight, self.bias)


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
