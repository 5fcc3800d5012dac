import torch
from torch import nn


class Standardise(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        self.mean, self.std = mean.clone(), std.clone()

    @classmethod
    def from_data(cls, x):
        return cls(x.mean(0), x.std(0))

    def forward(self, x):
        return (x - self.mean) / self.std


class RunningMean(nn.Module):
    def __init__(self, n_features):
        super().__init__()
        self.register_buffer("mean", torch.zeros(n_features))
        self.register_buffer("count", torch.tensor(0))

    def forward(self, x):
        if self.training:
            total = self.mean * self.count + x.sum(0)
            self.count = self.count + x.shape[0]
            self.mean = total / self.count
        return self.mean


def save(model, path):
    torch.save(model.state_dict(), path)


def load(model, path):
    state = torch.load(path)
    model.load_state_dict(state)


def diff_state(a, b):
    missing = [k for k in a if k not in b]
    extra = [k for k in b if k not in a]
    wrong = [k for k in a if k in b and a[k].shape != b[k].shape]
    return {"missing": missing, "extra": extra, "wrong_shape": wrong}
