import torch
from torch import nn


class Dropout(torch.nn.Module):
    def __init__(self, p: float = 0.5) -> None:
        super().__init__()
        self.p = p

    def forward(self, x):
        if not self.training:
            return x
        n = x.numel()
        lottery = torch.distributions.Bernoulli(probs=1 - self.p).sample((n,)).reshape(x.shape).to(x.dtype)
        return torch.mul(x, lottery).div(1 - self.p)


class _Statistics(nn.Module):
    def __init__(self, num_features, eps=1e-5, momentum=0.1):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(num_features))
        self.bias = nn.Parameter(torch.zeros(num_features))
        self.register_buffer("running_mean", torch.zeros(num_features))
        self.register_buffer("running_var", torch.ones(num_features))
        self.eps = eps
        self.momentum = momentum

    def last_axis(self, x):
        """x of shape (..., D)."""
        mean, var = self.running_mean, self.running_var
        if self.training:
            flat = x.flatten(0, -2)
            mean, var = flat.mean(0), flat.std(0, correction=0).square()
            self.note(flat)
        return torch.addcmul(self.bias, (x - mean) / torch.sqrt(var + self.eps), self.weight)

    @torch.no_grad()
    def note(self, flat):
        self.running_mean.sub_(self.momentum * (self.running_mean - flat.mean(0)))
        self.running_var.sub_(self.momentum * (self.running_var - flat.var(0)))


class BatchNorm1d(_Statistics):
    def forward(self, x):
        return self.last_axis(x)


class BatchNorm2d(_Statistics):
    def forward(self, x):
        return torch.einsum("bhwc->bchw", self.last_axis(torch.einsum("bchw->bhwc", x)))


def predict(model, x):
    modes = [(m, m.training) for m in model.modules()]
    for m, _ in modes:
        m.training = False
    was = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    scores = torch.cat([model(photo[None]) for photo in x])
    torch.set_grad_enabled(was)
    for m, training in modes:
        m.training = training
    return scores
