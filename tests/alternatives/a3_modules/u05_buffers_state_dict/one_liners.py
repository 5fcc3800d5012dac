import torch
from torch import nn


class Standardise(nn.Module):
    def __init__(self, mean, std):
        super().__init__()
        for name, value in {"std": std, "mean": mean}.items():  # in another order
            self.register_buffer(name, torch.tensor(value.tolist(), dtype=value.dtype))

    @classmethod
    def from_data(cls, x):
        return cls(*reversed(torch.std_mean(x, 0)))

    forward = lambda self, x: x.sub(self.mean).div(self.std)


class RunningMean(nn.Module):
    def __init__(self, n_features):
        super().__init__()
        self.register_buffer("count", torch.zeros((), dtype=torch.int64))
        self.register_buffer("mean", torch.zeros(n_features))

    def forward(self, x):
        if self.training:
            self.mean, self.count = (self.mean * self.count + x.sum(0)) / (self.count + len(x)), self.count + len(x)
        return self.mean


save = lambda model, path: torch.save(dict(model.state_dict()), path)
load = lambda model, path: model.load_state_dict(torch.load(path, weights_only=True, map_location="cpu"), strict=True)
diff_state = lambda a, b: dict(
    missing=sorted(a.keys() - b.keys()),
    extra=sorted(b.keys() - a.keys()),
    wrong_shape=sorted(k for k in a.keys() & b.keys() if a[k].size() != b[k].size()),
)
