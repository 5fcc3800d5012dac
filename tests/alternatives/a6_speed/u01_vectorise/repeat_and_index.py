"""Everything laid out flat: repeat, index, masks on a copy."""

import torch


def pairwise(a, b):
    n, m = len(a), len(b)
    left = a.repeat_interleave(m, dim=0)  # (N * M, D)
    right = b.repeat(n, 1)  # (N * M, D)
    return (left - right).pow(2).sum(dim=1).reshape(n, m)


def moving_average(x, k):
    starts = torch.arange(len(x) - k + 1)
    places = starts[:, None] + torch.arange(k)[None, :]  # (N - k + 1, k)
    return x[places].sum(1) / k


def relu_loop_to_ops(x):
    y = x.clone()
    y[x < 0] *= 0.1
    y[x > 6] = 6.0
    return y


def batch_predict(model, items, size):
    table = None
    for i, begin in enumerate(range(0, len(items), size)):
        scores = model(torch.stack(items[begin : begin + size]))
        if i == 0:
            table = torch.empty(len(items), scores.shape[1], dtype=scores.dtype)
        table[begin : begin + len(scores)] = scores.detach()
    return table


def estimate_parallel(n_tasks, n_cores, t):
    return (n_tasks + n_cores - 1) // n_cores * t
