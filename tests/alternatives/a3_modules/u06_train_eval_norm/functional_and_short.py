import torch
from torch import nn


def affine(x, mean, var, layer, shape):
    scale = layer.weight / torch.sqrt(var + layer.eps)
    return x * scale.view(shape) + (layer.bias - mean * scale).view(shape)


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x):
        return x * torch.bernoulli(torch.full_like(x, 1 - self.p)) / (1 - self.p) if self.training else x


class BatchNorm1d(nn.Module):
    axes, shape = (0,), (1, -1)

    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.eps, self.momentum = eps, momentum
        for name, start in (("weight", torch.ones), ("bias", torch.zeros)):
            self.register_parameter(name, nn.Parameter(start(num_features)))
        for name, start in (("running_mean", torch.zeros), ("running_var", torch.ones)):
            self.register_buffer(name, start(num_features))

    def forward(self, x):
        if not self.training:
            return affine(x, self.running_mean, self.running_var, self, self.shape)
        var, mean = torch.var_mean(x, dim=self.axes, correction=0)
        self.running_mean = torch.lerp(self.running_mean, mean.data, self.momentum)
        self.running_var = torch.lerp(self.running_var, x.data.var(dim=self.axes), self.momentum)
        return affine(x, mean, var, self, self.shape)


class BatchNorm2d(BatchNorm1d):
    axes, shape = (0, 2, 3), (1, -1, 1, 1)


def predict(model, x):
    asleep = {module for module in model.modules() if not module.training}
    with torch.set_grad_enabled(False):
        scores = model.eval()(x)
    for module in model.modules():
        module.training = module not in asleep
    return scores
