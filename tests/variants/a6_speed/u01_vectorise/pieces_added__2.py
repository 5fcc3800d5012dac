import torch
import torch.nn.functional as F
from torch import Tensor


def pairwise(a: Tensor, b: Tensor) -> Tensor:
    return torch.cdist(a, b) ** 2


def moving_average(x: Tensor, k: int) -> Tensor:
    # 用池化来做
    return F.avg_pool1d(x[None], k, stride=1)[0]


def relu_loop_to_ops(x: Tensor) -> Tensor:
    return x.clamp(max=6) + (x < 0) * x * 0.1


def batch_predict(model, items: list, size: int) -> Tensor:
    parts = torch.stack(items).split(size)
    return torch.cat([model(part) for part in parts])


def estimate_parallel(n_tasks: int, n_cores: int, t: float) -> float:
    rounds = -(-n_tasks // n_cores)
    return rounds * t
