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


def centre_rows(x):
    mean = x.mean(dim=0, keepdim=True)
    return x - mean


def pairwise_sqdist(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    d = a.unsqueeze(1) - b.unsqueeze(0)
    return d.square().sum(dim=2)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    c = x.shape[1]
    x = x - mean.reshape(c, 1, 1)
    return x / std.reshape(c, 1, 1)


def safe_mse(pred, target):
    same = pred.shape == target.shape
    if not same:
        raise ValueError("pred and target must have the same shape")
    return torch.nn.functional.mse_loss(pred, target)
