# a6/u01: let the library do it
import torch
import torch.nn.functional as F


def pairwise(a, b):
    return torch.cdist(a, b).square()


def moving_average(x, k):
    kernel = torch.full((1, 1, k), 1 / k, dtype=x.dtype)
    return F.conv1d(x.reshape(1, 1, -1), kernel).flatten()


def relu_loop_to_ops(x):
    return F.leaky_relu(x, 0.1).clamp(max=6.0)


def batch_predict(model, items, size):
    return torch.cat([model(part) for part in torch.stack(items).split(size)])


def estimate_parallel(n_tasks, n_cores, t):
    return -(-n_tasks // n_cores) * t
