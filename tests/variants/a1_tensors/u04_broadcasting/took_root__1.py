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
    row_means = torch.mean(x, dim=1).unsqueeze(1)  # (N, 1)
    return x - row_means


def pairwise_sqdist(a, b):
    return torch.cdist(a, b)


def normalise_channels(x, mean, std):
    # 逐个通道处理
    out = []
    for c in range(x.shape[1]):
        out.append((x[:, c] - mean[c]) / std[c])
    return torch.stack(out, dim=1)


def safe_mse(pred, target):
    same = pred.shape == target.shape
    if not same:
        raise ValueError("pred and target must have the same shape")
    return torch.nn.functional.mse_loss(pred, target)
