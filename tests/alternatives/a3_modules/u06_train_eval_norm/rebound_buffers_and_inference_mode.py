import torch
import torch.nn as nn
from torch import Tensor


class Dropout(nn.Module):
    def __init__(self, p: float = 0.5):
        super().__init__()
        self.keep_probability = 1.0 - p

    def forward(self, x: Tensor) -> Tensor:
        if self.training:
            keep = torch.rand(x.shape) < self.keep_probability
            return torch.where(keep, x / self.keep_probability, torch.zeros_like(x))
        else:
            return x.clone()


class BatchNorm1d(nn.Module):
    running_mean: Tensor
    running_var: Tensor

    def __init__(self, num_features: int, eps: float = 1e-5, momentum: float = 0.1):
        super().__init__()
        self.num_features, self._eps, self._momentum = num_features, eps, momentum
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))

    def forward(self, x: Tensor) -> Tensor:
        axes = tuple(axis for axis in range(x.dim()) if axis != 1)
        shape = [1, -1] + [1] * (x.dim() - 2)
        if self.training:
            mean = x.mean(dim=axes)
            var = x.var(dim=axes, unbiased=False)
            old, new = 1 - self._momentum, self._momentum
            self.running_mean = old * self.running_mean + new * mean.detach()
            self.running_var = old * self.running_var + new * x.detach().var(dim=axes, unbiased=True)
        else:
            mean = self.running_mean
            var = self.running_var
        y = (x - mean.view(shape)) / (var.view(shape) + self._eps) ** 0.5
        return y * self.weight.view(shape) + self.bias.view(shape)


class BatchNorm2d(BatchNorm1d):
    pass


@torch.inference_mode()
def predict(model, x):
    before = [m.training for m in model.modules()]
    y = model.eval()(x)
    for m, mode in zip(model.modules(), before, strict=True):
        m.training = mode
    return y
