import torch
from torch import nn


class Tiny(nn.Module):
    def __init__(self):
        super().__init__()
        self.conv = nn.Conv2d(1, 8, kernel_size=3, padding=1)
        self.relu = nn.ReLU()
        self.pool = nn.MaxPool2d(2)
        self.head = nn.Linear(1568, 10)

    def forward(self, x):
        x = self.conv(x)
        x = self.relu(x)
        x = self.pool(x)
        x = torch.flatten(x, 1)
        return self.head(x)


def run(model, x):
    return model(x)


def record_shapes(model, x):
    found = []
    handles = []
    for name, module in model.named_modules():
        if len(list(module.children())) == 0:

            def hook(module, args, output, name=name):
                found.append((name, tuple(output.shape)))

            handles.append(module.register_forward_hook(hook))
    model.forward(x)
    for h in handles:
        h.remove()
    return found


class Counted(nn.Module):
    def __init__(self, inner):
        super().__init__()
        self.calls = 0
        self.inner = inner

    def forward(self, x):
        self.calls = self.calls + 1
        return self.inner(x)
