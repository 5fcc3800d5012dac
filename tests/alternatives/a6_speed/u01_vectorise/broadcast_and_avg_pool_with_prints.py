"""我的作业：每一步都打印形状，慢慢来。"""
import sys

import torch
from torch import Tensor

print("start of my file")
print("a note of mine", file=sys.stderr)


def pairwise(a: Tensor, b: Tensor) -> Tensor:
    """先减，再平方，再求和"""
    print("a", a.shape, "b", b.shape)
    difference = a.unsqueeze(1) - b.unsqueeze(0)  # (N, M, D)
    print("difference", difference.shape, file=sys.stderr)
    table = torch.sum(difference * difference, dim=2)
    return table


def moving_average(x: Tensor, k: int) -> Tensor:
    pool = torch.nn.AvgPool1d(kernel_size=k, stride=1)
    batch = x[None, None]  # (1, 1, N)：AvgPool1d 要三个轴
    out = pool(batch)
    print(f"{out.shape=}")
    return out[0, 0]


def relu_loop_to_ops(x: Tensor) -> Tensor:
    negative = x < 0
    too_large = x > 6
    y = torch.where(negative, x * 0.1, x)
    y = torch.where(too_large, torch.tensor(6.0, dtype=x.dtype), y)
    return y


def batch_predict(model, items, size):
    n = len(items)
    answers = []
    start = 0
    while start < n:
        stop = min(start + size, n)
        batch = torch.stack(items[start:stop])
        print("batch", batch.shape)
        answers.append(model(batch))
        start = stop
    return torch.cat(answers, dim=0)


def estimate_parallel(n_tasks, n_cores, t):
    rounds = n_tasks // n_cores
    if n_tasks % n_cores != 0:
        rounds += 1
    print("rounds", rounds)
    return float(rounds * t)


if __name__ == "__main__":
    print(pairwise(torch.rand(2, 3), torch.rand(4, 3)))
    print(moving_average(torch.arange(5.0), 2))
