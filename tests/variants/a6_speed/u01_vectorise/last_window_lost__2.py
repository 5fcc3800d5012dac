import torch
import torch.nn.functional as F
from torch import Tensor


def pairwise(a: Tensor, b: Tensor) -> Tensor:
    return torch.cdist(a, b) ** 2


def moving_average(x: Tensor, k: int) -> Tensor:
    total = torch.cat([torch.zeros(1, dtype=torch.float64), x.double().cumsum(0)])
    n = len(x) - k
    return ((total[k : k + n] - total[:n]) / k).to(x.dtype)


def relu_loop_to_ops(x: Tensor) -> Tensor:
    return F.leaky_relu(x, negative_slope=0.1).clamp(max=6)


def batch_predict(model, items: list, size: int) -> Tensor:
    parts = torch.stack(items).split(size)
    return torch.cat([model(part) for part in parts])


def estimate_parallel(n_tasks: int, n_cores: int, t: float) -> float:
    rounds = -(-n_tasks // n_cores)
    return rounds * t
