import torch
from torch import nn
import torch.nn.functional as F


class Tiny(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 8, 3, padding=1)
        self.relu = nn.ReLU()
        self.pool = nn.MaxPool2d(2)
        self.head = nn.Linear(1568, 10)
        self.history = []
        self.verbose = False

    def features(self, x):
        return self.pool(self.relu(self.conv(x)))

    def forward(self, x):
        features = self.features(x)
        batch = features.shape[0]
        rows = torch.stack([features[i].reshape(-1) for i in range(batch)])
        if self.verbose:
            print(rows.shape)
        return self.head(rows)


def run(model, x):
    return model(x)


def record_shapes(model, x):
    modules = dict(model.named_modules())
    holders = {name for name, part in modules.items() if list(part.children())}
    seen = []
    removers = []

    def make_hook(name):
        def hook(layer, inputs, output):
            seen.append({"name": name, "shape": list(output.shape)})
            return None

        return hook

    for name in modules:
        if name in holders:
            continue
        removers.append(modules[name].register_forward_hook(make_hook(name)).remove)
    run(model, x)
    for remove in removers:
        remove()
    result = []
    for entry in seen:
        result.append((entry["name"], tuple(entry["shape"])))
    return result


class Counted(nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.inner = inner
        self.calls = 0

    def forward(self, x):
        out = run(self.inner, x)
        self.calls += 1
        return out
