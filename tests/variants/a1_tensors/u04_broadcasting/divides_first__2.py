"""My solutions for the broadcasting unit."""
import torch


def broadcast_shape(a: tuple[int, ...], b: tuple[int, ...]) -> tuple[int, ...]:
    n = max(len(a), len(b))
    a = [1] * (n - len(a)) + list(a)
    b = [1] * (n - len(b)) + list(b)
    for x, y in zip(a, b):
        if len({x, y, 1}) > 2:
            raise ValueError
    return tuple(x * y if 1 in (x, y) else x for x, y in zip(a, b))


def centre_rows(x):
    row_means = torch.mean(x, dim=1).unsqueeze(1)  # (N, 1)
    return x - row_means


def pairwise_sqdist(a, b):
    out = []
    for row in a:
        out.append(((b - row) ** 2).sum(dim=1))
    return torch.stack(out)


def normalise_channels(x, mean, std):
    out = []
    for c in range(len(mean)):
        out.append(x[:, c] / std[c] - mean[c])
    return torch.stack(out, 1)


def safe_mse(pred, target):
    # 形状不一样就不要算
    if tuple(pred.shape) != tuple(target.shape):
        raise ValueError("形状不一致")
    return (pred - target).square().mean()
