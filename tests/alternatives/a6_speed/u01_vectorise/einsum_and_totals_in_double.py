import math

import torch


def _squares(points):
    return torch.einsum("nd,nd->n", points, points)


def pairwise(a, b):
    """|p - q|^2 = |p|^2 + |q|^2 - 2 p.q"""
    products = torch.einsum("nd,md->nm", a, b)
    sums = torch.add(_squares(a).unsqueeze(1), _squares(b).unsqueeze(0))
    return (sums - products - products).clamp(min=0)  # rounding may leave a tiny negative number


def moving_average(x, k):
    start = torch.zeros(1, dtype=torch.float64)
    totals = torch.cat((start, torch.cumsum(x, dim=0, dtype=torch.float64)))
    return ((totals[k:] - totals[:-k]) / k).to(x.dtype)


def relu_loop_to_ops(x):
    below, above = x < 0, x > 6
    between = ~(below | above)
    return 0.1 * x * below + 6 * above + x * between


def batch_predict(model, items, size):
    starts = range(0, len(items), size)
    with torch.no_grad():
        return torch.vstack([model(torch.stack(tuple(items[s : s + size]))) for s in starts])


def estimate_parallel(n_tasks, n_cores, t):
    full, rest = divmod(n_tasks, n_cores)
    return t * (full + bool(rest))


assert math.isclose(estimate_parallel(9, 4, 3.0), 9.0)
