"""Unit 1 of a6."""
import torch


def pairwise(a, b):
    return ((a[:, None] - b[None]) ** 2).sum(dim=2)


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
    return (n_tasks // n_cores + 1) * t
