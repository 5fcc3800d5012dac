"""My solutions for the broadcasting unit."""
import torch


def broadcast_shape(a, b):
    a, b = list(a), list(b)
    result = []
    while a or b:
        last_a = a.pop() if a else 1
        last_b = b.pop() if b else 1
        if 1 not in (last_a, last_b) and last_a != last_b:
            raise ValueError("no broadcast possible")
        result.append(max(last_a, last_b))
    return tuple(result)


def centre_rows(x):
    return x - x.mean(dim=1, keepdim=True)


def pairwise_sqdist(a, b):
    # 先得到所有的差 (N, M, D)，再沿最后一个轴求和
    diff = a[:, None] - b
    return (diff * diff).sum(2)


def normalise_channels(x: torch.Tensor, mean: torch.Tensor, std: torch.Tensor) -> torch.Tensor:
    c = x.shape[1]
    x = x - mean.reshape(c, 1, 1)
    return x / std.reshape(c, 1, 1)


def safe_mse(pred: torch.Tensor, target: torch.Tensor) -> torch.Tensor:
    if pred.size() != target.size():
        raise ValueError(f"{pred.size()} vs {target.size()}")
    diff = pred - target
    return torch.mean(diff * diff)
