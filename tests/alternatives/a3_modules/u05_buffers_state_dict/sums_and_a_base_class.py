import copy
import sys

import torch
import torch.nn as nn


class Remembering(nn.Module):
    """Registers what it is told."""

    def __init__(self, **numbers):
        super().__init__()
        for name in numbers:
            self.register_buffer(name, copy.deepcopy(numbers[name].detach()))


class Standardise(Remembering):
    def __init__(self, mean, std):
        super().__init__(mean=mean, std=std)

    @classmethod
    def from_data(cls, x):
        mean = x.sum(0) / x.shape[0]
        return cls(mean, torch.sqrt(((x - mean) ** 2).sum(0) / (x.shape[0] - 1)))

    def forward(self, x):
        print("standardise", tuple(x.shape), file=sys.stderr)
        return x / self.std - self.mean / self.std


class RunningMean(Remembering):
    def __init__(self, n_features):
        super().__init__(mean=torch.zeros(n_features), count=torch.tensor(0))

    @torch.no_grad()
    def forward(self, x):
        if not self.training:
            return self.mean.clone()
        total = self.mean * self.count + x.sum(0)
        self.count = self.count + x.size(0)
        self.mean = total / self.count
        return self.mean.clone()


def save(model, path):
    torch.save(copy.deepcopy(model).state_dict(), path, _use_new_zipfile_serialization=False)


def load(model, path):
    state = torch.load(path)
    told = model.load_state_dict(state, strict=False)
    if told.missing_keys or told.unexpected_keys:
        raise RuntimeError(f"{told.missing_keys} are missing, and nobody asked for {told.unexpected_keys}")


def diff_state(a, b):
    both = set(a) & set(b)
    return {
        "missing": list(set(a) - both),
        "extra": list(set(b) - both),
        "wrong_shape": [name for name in both if list(a[name].shape) != list(b[name].shape)],
    }
