"""a6/u01 Vectorise: the loops that the races are run against."""

import torch


def pairwise_loop(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """(N, D), (M, D) -> (N, M), one pair after the other."""
    table = torch.zeros(len(a), len(b), dtype=a.dtype)  # (N, M)
    for n in range(len(a)):
        for m in range(len(b)):
            table[n, m] = ((a[n] - b[m]) ** 2).sum()
    return table


def moving_average_loop(x: torch.Tensor, k: int) -> torch.Tensor:
    """(N,) -> (N - k + 1,), one window after the other."""
    means = torch.zeros(len(x) - k + 1, dtype=x.dtype)  # (N - k + 1,)
    for n in range(len(means)):
        means[n] = x[n : n + k].mean()
    return means
