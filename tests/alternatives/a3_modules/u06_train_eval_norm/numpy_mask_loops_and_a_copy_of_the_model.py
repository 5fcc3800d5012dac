import copy
import sys
import warnings

import numpy as np
import torch
from torch import nn

warnings.warn("dice from numpy")


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        nn.Module.__init__(self)
        self._p = p

    def forward(self, x):
        if not self.training:
            return x
        keep = torch.from_numpy(np.asarray(np.random.rand(*x.shape) > self._p))
        print("kept", keep.sum(), file=sys.stderr)
        return (x * keep) * (1.0 / (1.0 - self._p))


class BatchNorm1d(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        nn.Module.__init__(self)
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))
        self.e, self.m = eps, momentum

    def column(self, j, column):
        """One feature, of shape (N,)."""
        if not self.training:
            mean, var = self.running_mean[j], self.running_var[j]
        else:
            var, mean = torch.var_mean(column, correction=0)
            self.running_mean[j] = (1 - self.m) * self.running_mean[j] + self.m * mean.detach()
            self.running_var[j] = (1 - self.m) * self.running_var[j] + self.m * column.detach().var()
        return (column - mean) / (var + self.e).sqrt() * self.weight[j] + self.bias[j]

    def forward(self, x):
        return torch.stack([self.column(j, x[:, j]) for j in range(x.shape[1])], dim=1)


class BatchNorm2d(BatchNorm1d):
    def forward(self, x):
        return torch.stack([self.column(j, x[:, j]) for j in range(x.shape[1])], dim=1)


def predict(model, x):
    twin = copy.deepcopy(model).eval()
    with torch.no_grad():
        return twin(x)
