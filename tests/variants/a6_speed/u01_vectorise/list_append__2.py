import torch
import torch.nn.functional as F
from torch import Tensor


def pairwise(a: Tensor, b: Tensor) -> Tensor:
    return torch.cdist(a, b) ** 2


def moving_average(x: Tensor, k: int) -> Tensor:
    out = torch.empty(x.numel() - k + 1, dtype=x.dtype)
    start = 0
    while start < out.numel():
        out[start] = torch.mean(x[start : start + k])
        start += 1
    return out


def relu_loop_to_ops(x: Tensor) -> Tensor:
    return F.leaky_relu(x, negative_slope=0.1).clamp(max=6)


def batch_predict(model, items: list, size: int) -> Tensor:
    parts = torch.stack(items).split(size)
    return torch.cat([model(part) for part in parts])


def estimate_parallel(n_tasks: int, n_cores: int, t: float) -> float:
    rounds = -(-n_tasks // n_cores)
    return rounds * t
