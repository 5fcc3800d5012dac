from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from itertools import islice

import torch
from torch import Tensor
from torch.utils.data import DataLoader


def _batches(items: list[Tensor], size: int) -> Iterator[Tensor]:
    yield from DataLoader(items, batch_size=size, shuffle=False, drop_last=False)


def pairwise(a: Tensor, b: Tensor) -> Tensor:
    p = a[:, None, :].expand(-1, len(b), -1)
    q = b[None, :, :].expand(len(a), -1, -1)
    return torch.nn.functional.mse_loss(p, q, reduction="none").sum(-1)


def moving_average(x: Tensor, k: int) -> Tensor:
    y = x.contiguous()  # the strides below count from one number to the next
    return torch.as_strided(y, (y.numel() - k + 1, k), (1, 1)).mean(-1)


def relu_loop_to_ops(x: Tensor) -> Tensor:
    return torch.where(x > 6, torch.full_like(x, 6.0), torch.where(x < 0, x.mul(0.1), x))


def batch_predict(model: Callable[[Tensor], Tensor], items: list[Tensor], size: int) -> Tensor:
    return torch.cat([model(batch) for batch in islice(_batches(items, size), len(items))])


def estimate_parallel(n_tasks: int, n_cores: int, t: float) -> float:
    # round i begins while there is still something to do
    rounds = len(range(0, n_tasks, n_cores))
    return math.fsum([t]) * rounds
