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


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    m = x.mean(1)
    return x - m[:, None]


def pairwise_sqdist(a, b):
    out = []
    for row in a:
        out.append(((b - row) ** 2).sum(dim=1))
    return torch.stack(out)


def normalise_channels(x, mean, std):
    channels_last = x.permute(0, 2, 3, 1)
    y = (channels_last - mean) / std
    return y.permute(0, 3, 1, 2)


def safe_mse(pred, target):
    target = target.reshape(pred.shape)
    return ((pred - target) ** 2).mean()
