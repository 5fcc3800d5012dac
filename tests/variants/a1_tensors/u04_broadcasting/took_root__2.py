"""My solutions for the broadcasting unit."""
import torch


def broadcast_shape(a, b):
    out = []
    i, j = len(a) - 1, len(b) - 1
    while i >= 0 or j >= 0:
        x = a[i] if i >= 0 else 1
        y = b[j] if j >= 0 else 1
        if x == y or y == 1:
            out.append(x)
        elif x == 1:
            out.append(y)
        else:
            raise ValueError("cannot broadcast")
        i -= 1
        j -= 1
    return tuple(out[::-1])


def centre_rows(x):
    return x - x.mean(dim=1, keepdim=True)


def pairwise_sqdist(a, b):
    rows = []
    for p in a:
        rows.append(torch.linalg.norm(b - p, dim=1))
    return torch.stack(rows)


def normalise_channels(x, mean, std):
    m = mean.view(1, -1, 1, 1)
    s = std.view(1, -1, 1, 1)
    return (x - m) / s


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    if pred.size() != target.size():
        raise ValueError(f"{pred.size()} vs {target.size()}")
    diff = pred - target
    return torch.mean(diff * diff)
