import torch
from torch import nn


class Tiny(nn.Module):
    def __init__(self):
        super(Tiny, self).__init__()
        self.head = nn.Linear(8 * 14 * 14, 10)
        self.pool = nn.MaxPool2d(kernel_size=2, stride=2)
        self.relu = nn.ReLU(inplace=True)
        self.conv = nn.Conv2d(1, 8, (3, 3), padding="same")

    def forward(self, photos):
        return self(photos)

    def __call__(self, photos):
        sheets = self.pool(self.relu(self.conv(photos)))
        return self.head(sheets.view(sheets.size(0), -1))


def run(model, x):
    answer = model.__call__(x)
    return answer


def record_shapes(model, x):
    entries, handles = [], []

    def post(name, layer):
        handles.append(layer.register_forward_hook(lambda m, i, o: entries.append((name, tuple(o.shape)))))

    for name, layer in model.named_modules():
        if not any(True for _ in layer.children()):
            post(name, layer)
    try:
        model(x)
    finally:
        while handles:
            handles.pop().remove()
    return entries


class Counted(nn.Module):
    def __init__(self, inner: nn.Module):
        super().__init__()
        self.inner = inner
        self._n = 0

    @property
    def calls(self) -> int:
        return self._n

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        y = self.inner(x)
        self._n += 1
        return y
