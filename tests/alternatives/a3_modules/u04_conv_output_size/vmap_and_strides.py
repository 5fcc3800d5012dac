import torch
import torch.nn.functional as F
from torch import nn
from torch.func import vmap


def out_size(n, k, s=1, p=0, d=1):
    quotient, _rest = divmod(n + 2 * p - (d * k - d + 1), s)
    return quotient + 1


def conv2d(x, w, b, stride=1, padding=0):
    if padding > 0:
        x = F.pad(x, [padding] * 4)
    kh, kw = w.shape[2], w.shape[3]
    h = (x.shape[2] - kh) // stride + 1
    v = (x.shape[3] - kw) // stride + 1
    x = x.contiguous()
    sb, sc, sh, sw = x.stride()
    windows = x.as_strided((x.shape[0], x.shape[1], h, v, kh, kw), (sb, sc, sh * stride, sw * stride, sh, sw))

    def one(kernel):  # (C, KH, KW)
        return (windows * kernel[None, :, None, None]).sum(dim=[1, 4, 5])

    y = vmap(one)(w).movedim(0, 1)
    if b is not None:
        y = y + b.reshape(-1, 1, 1)
    return y


def max_pool2d(x, k):
    return -((-x).unfold(-2, k, k).unfold(-2, k, k).flatten(-2).min(-1).values)


SIZES = {
    "conv": lambda lay, s: (lay["out"], *[(n - lay["k"] + 2 * lay["p"]) // lay["s"] + 1 for n in s[1:]]),
    "relu": lambda lay, s: s,
    "pool": lambda lay, s: (s[0], s[1] // lay["k"], s[2] // lay["k"]),
    "flatten": lambda lay, s: (s[0] * s[1] * s[2],),
    "linear": lambda lay, s: (lay["out"],),
}


def shape_walk(layers, chw):
    if not layers:
        return []
    first = SIZES[layers[0]["kind"]](layers[0], chw)
    return [first] + shape_walk(layers[1:], first)


class SmallCNN(nn.Module):
    def __init__(self):
        super().__init__()
        widths = [1, 8, 16]
        for i in (1, 2):
            setattr(self, f"conv{i}", nn.Conv2d(widths[i - 1], widths[i], 3, 1, 1))
        self.add_module("head", nn.Linear(7 * 7 * widths[-1], 10))

    def forward(self, x):
        for conv in (self.conv1, self.conv2):
            x = F.max_pool2d(torch.clamp(conv(x), min=0), kernel_size=2)
        return self.head(x.view(x.size(0), -1))
