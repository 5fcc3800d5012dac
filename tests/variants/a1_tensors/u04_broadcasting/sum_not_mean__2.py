"""My solutions for the broadcasting unit."""
import torch
import torch.nn.functional as F


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
    return (x.T - x.mean(1)).T


def pairwise_sqdist(a, b):
    diff = a[:, None, :] - b[None, :, :]  # N M D
    return (diff ** 2).sum(-1)


def normalise_channels(x, mean, std):
    # 逐个通道处理
    out = []
    for c in range(x.shape[1]):
        out.append((x[:, c] - mean[c]) / std[c])
    return torch.stack(out, dim=1)


def safe_mse(pred, target):
    if pred.size() != target.size():
        raise ValueError(str(pred.size()) + " / " + str(target.size()))
    return F.mse_loss(pred, target, reduction="sum")
