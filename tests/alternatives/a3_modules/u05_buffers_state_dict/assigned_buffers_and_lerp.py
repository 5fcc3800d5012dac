"""nn.Buffer, lerp, and a model that is filled with assign=True."""

import torch
from torch import nn


class Standardise(nn.Module):
    def __init__(self, mean: torch.Tensor, std: torch.Tensor):
        super().__init__()
        self.mean = nn.Buffer(mean.clone())
        self.std = nn.Buffer(std.clone())

    @staticmethod
    def from_data(x):
        return Standardise(torch.mean(x, dim=0), torch.std(x, dim=0))

    def forward(self, x):
        return torch.addcdiv(torch.zeros_like(x), x - self.mean, self.std.expand_as(x))


class RunningMean(nn.Module):
    def __init__(self, n_features: int):
        super().__init__()
        self.mean = nn.Buffer(torch.zeros(n_features))
        self.count = nn.Buffer(torch.zeros([], dtype=torch.long))

    def forward(self, x):
        if self.training:
            self.count.add_(x.shape[0])
            share = x.shape[0] / self.count.to(self.mean.dtype)
            self.mean = torch.lerp(self.mean, x.mean(dim=0), share)
        return self.mean


def save(model, path):
    torch.save(obj=model.state_dict(), f=path)


def load(model, path):
    model.load_state_dict(torch.load(path), assign=True)


def diff_state(a, b):
    def names_only_in(one, other):
        return [*filter(lambda name: name not in other, one)]

    shared = [name for name in b if name in a]
    return {
        "missing": names_only_in(a, b),
        "extra": names_only_in(b, a),
        "wrong_shape": [name for name in shared if not a[name].shape == b[name].shape],
    }
