import torch
from torch import nn


class Dropout(nn.Module):
    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        self.p = p

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not self.training:
            return x
        keep = torch.full_like(x, 1 - self.p).bernoulli()  # ones and zeros, in the shape of x
        return x * keep / (1 - self.p)


def predict(model: nn.Module, x: torch.Tensor) -> torch.Tensor:
    modes = [(module, module.training) for module in model.modules()]
    with torch.no_grad():
        scores = model.eval()(x)  # (B, K)
    for module, training in modes:
        module.training = training
    return scores


class BatchNorm1d(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.eps = eps
        self.momentum = momentum
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))

    def forward(self, x):
        if self.training:
            mean = x.mean(dim=0)
            var = x.var(dim=0)
            with torch.no_grad():
                self.running_mean = (1 - self.momentum) * self.running_mean + self.momentum * mean
                self.running_var = (1 - self.momentum) * self.running_var + self.momentum * x.var(dim=0)
        else:
            mean = self.running_mean
            var = self.running_var
        return (x - mean) / torch.sqrt(var + self.eps) * self.weight + self.bias


class BatchNorm2d(BatchNorm1d):
    def forward(self, x):
        pixels = x.movedim(1, -1)  # (B, H, W, C)
        rows = super().forward(pixels.reshape(-1, x.shape[1]))  # (B * H * W, C)
        return rows.reshape(pixels.shape).movedim(-1, 1)  # (B, C, H, W)
