"""Unit 1 of a6."""
import math

import torch


def pairwise(a, b):
    rows = []
    for p in a:
        rows.append(((p - b) ** 2).sum(dim=1))
    return torch.stack(rows)


def moving_average(x, k):
    return x.unfold(0, k, 1).mean(dim=-1)


def relu_loop_to_ops(x):
    return torch.where(x < 0, x * 0.1, torch.clamp(x, max=6))


def batch_predict(model, items, size):
    scores = []
    for i in range(0, len(items), size):
        scores.append(model(torch.stack(items[i : i + size])))
    return torch.cat(scores)


def estimate_parallel(n_tasks, n_cores, t):
    return math.ceil(n_tasks / n_cores) * t
