# u04 - broadcasting
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
    n_features = x.shape[1]
    total = x.sum(1, keepdim=True)
    return x - total / n_features


def pairwise_sqdist(a, b):
    out = []
    for row in a:
        out.append(((b - row) ** 2).sum(dim=1))
    return torch.stack(out)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    c = x.shape[1]
    x = x - mean.reshape(c, 1, 1)
    return x / std.reshape(c, 1, 1)


def safe_mse(pred, target):
    return torch.nn.functional.mse_loss(pred, target)
