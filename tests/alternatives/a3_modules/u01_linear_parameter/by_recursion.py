import torch
from torch import nn


class Linear(nn.Module):
    def __init__(self, in_features, out_features, bias=True):
        super().__init__()
        self.register_parameter("weight", nn.Parameter(torch.randn(out_features, in_features)))
        self.register_parameter("bias", nn.Parameter(torch.randn(out_features)) if bias else None)

    def forward(self, x):
        weighed = (x.unsqueeze(-2) * self.weight).sum(dim=-1)
        return weighed if self.bias is None else weighed.add(self.bias)


def _walk(m, seen):
    total = 0
    for p in m._parameters.values():
        if p is not None and id(p) not in seen:
            seen.add(id(p))
            total += p.nelement()
    for child in m.children():
        total += _walk(child, seen)
    return total


def count_parameters(m):
    return _walk(m, set())


def parameter_names(m):
    seen, names = set(), []
    for path, module in m.named_modules():
        for name, p in module.named_parameters(recurse=False):
            if p not in seen:
                seen.add(p)
                names.append(path + "." + name if path else name)
    return names


class Affine2(nn.Module):
    def __init__(self, in_features, hidden, out_features):
        nn.Module.__init__(self)
        self.add_module("first", nn.Linear(in_features, hidden))
        self.add_module("second", nn.Linear(hidden, out_features))

    def forward(self, x):
        return nn.Sequential(self.first, self.second)(x)
