# 第四单元：广播
import torch


def broadcast_shape(a, b):
    from itertools import zip_longest

    lengths = []
    for p, q in zip_longest(a[::-1], b[::-1], fillvalue=1):
        if p != q and 1 not in (p, q):
            raise ValueError("shapes do not match: " + str(a) + " " + str(b))
        lengths.insert(0, p if q == 1 else q)
    return tuple(lengths)


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    total = x.sum(dim=-1)
    mean = total / x.shape[-1]  # mean of every row
    out = x - mean
    return out


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    d = a.unsqueeze(1) - b.unsqueeze(0)
    return d.square().sum(dim=2)


def normalise_channels(x, mean, std):
    m = mean.view(1, -1, 1, 1)
    s = std.view(1, -1, 1, 1)
    return (x - m) / s


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    if pred.size() != target.size():
        raise ValueError(f"{pred.size()} vs {target.size()}")
    diff = pred - target
    return torch.mean(diff * diff)
