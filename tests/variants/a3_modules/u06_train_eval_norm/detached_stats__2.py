import torch
import torch.nn as nn


class Dropout(nn.Module):
    def __init__(self, p=0.5):
        super().__init__()
        self.p = p

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if self.training:
            keep = 1 - self.p
            x = x * torch.bernoulli(torch.full_like(x, keep)) / keep
        return x


class BatchNorm1d(nn.Module):
    def __init__(self, num_features: int, eps: float = 1e-5, momentum: float = 0.1) -> None:
        super().__init__()
        self.register_buffer("running_var", torch.ones(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.m, self.e = momentum, eps

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        if not self.training:
            return (x - self.running_mean) * (self.running_var + self.e).rsqrt() * self.weight + self.bias
        n = x.shape[0]
        mu = x.data.sum(0) / n
        sigma2 = ((x.data - mu) ** 2).sum(0) / n
        self.running_mean.mul_(1 - self.m).add_(self.m * mu.detach())
        self.running_var.mul_(1 - self.m).add_(self.m * sigma2.detach() * n / (n - 1))
        return (x - mu) * (sigma2 + self.e).rsqrt() * self.weight + self.bias


class BatchNorm2d(nn.Module):
    def __init__(self, num_features: int, eps: float = 1e-5, momentum: float = 0.1) -> None:
        super().__init__()
        self.register_buffer("running_var", torch.ones(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.m, self.e = momentum, eps

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        b, c, h, w = x.shape
        rows = x.permute(0, 2, 3, 1).reshape(-1, c)
        if self.training:
            sigma2, mu = torch.var_mean(rows, dim=0, correction=0)
            with torch.no_grad():
                self.running_mean.lerp_(mu, self.m)
                self.running_var.lerp_(rows.var(dim=0), self.m)
        else:
            mu, sigma2 = self.running_mean, self.running_var
        rows = (rows - mu) / (sigma2 + self.e).sqrt() * self.weight + self.bias
        return rows.reshape(b, h, w, c).permute(0, 3, 1, 2)


@torch.no_grad()
def predict(model: nn.Module, x: torch.Tensor) -> torch.Tensor:
    before = [(module, module.training) for module in model.modules()]
    scores = model.eval()(x)
    for module, mode in before:
        module.training = mode
    return scores
