"""Unit 1 of a6."""
import math

import torch


def pairwise(a, b):
    return ((a[:, None] - b[None]) ** 2).sum(dim=2)


def moving_average(x, k):
    return x.unfold(0, k, 1).mean(dim=-1)


def relu_loop_to_ops(x):
    flat = x.clone().reshape(-1)
    for i in range(flat.numel()):
        v = flat[i].item()
        if v < 0:
            flat[i] = 0.1 * v
        elif v > 6:
            flat[i] = 6.0
    return flat.reshape(x.shape)


def batch_predict(model, items, size):
    scores = []
    for i in range(0, len(items), size):
        scores.append(model(torch.stack(items[i : i + size])))
    return torch.cat(scores)


def estimate_parallel(n_tasks, n_cores, t):
    return math.ceil(n_tasks / n_cores) * t
