import torch
import torch.nn.functional as F
from torch import nn


def out_size(n: int, k: int, s: int = 1, p: int = 0, d: int = 1) -> int:
    reach = d * (k - 1) + 1
    return round((n + 2 * p - reach) / s) + 1


def conv2d(x: torch.Tensor, w: torch.Tensor, b: torch.Tensor | None, stride: int = 1, padding: int = 0) -> torch.Tensor:
    height, width = w.shape[2:]
    x = F.pad(x, (padding, padding, padding, padding))  # (B, C, H + 2 * padding, W + 2 * padding)
    windows = x.unfold(2, height, stride).unfold(3, width, stride)  # (B, C, h, w, KH, KW)
    y = torch.einsum("bchwij,ocij->bohw", windows, w)  # (B, O, h, w)
    return y if b is None else y + b[:, None, None]  # (B, O, h, w)


def max_pool2d(x: torch.Tensor, k: int) -> torch.Tensor:
    tiles = x.unfold(2, k, k).unfold(3, k, k)  # (B, C, H // k, W // k, k, k)
    return tiles.amax(dim=(4, 5))  # (B, C, H // k, W // k)


def shape_walk(layers: list[dict], chw: tuple[int, int, int]) -> list[tuple[int, ...]]:
    shape = chw
    shapes = []
    for layer in layers:
        kind = layer["kind"]
        if kind == "conv":
            _, h, w = shape
            k, s, p = layer["k"], layer["s"], layer["p"]
            h, w = ((n + 2 * p - k) // s + 1 for n in (h, w))
            shape = (layer["out"], h, w)
        elif kind == "pool":
            c, h, w = shape
            shape = (c, h // layer["k"], w // layer["k"])
        elif kind == "flatten":
            c, h, w = shape
            shape = (c * h * w,)
        elif kind == "linear":
            shape = (layer["out"],)
        shapes.append(shape)
    return shapes


class SmallCNN(nn.Module):
    def __init__(self) -> None:
        super().__init__()
        self.conv1 = nn.Conv2d(1, 8, 3, padding=1)
        self.conv2 = nn.Conv2d(8, 16, 3, padding=1)
        self.head = nn.Linear(16 * 7 * 7, 10)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        x = F.max_pool2d(F.relu(self.conv1(x)), 2)  # (B, 8, 14, 14)
        x = F.max_pool2d(F.relu(self.conv2(x)), 2)  # (B, 16, 7, 7)
        return self.head(x.flatten(1))  # (B, 10)
