import torch
from torch import Tensor

# 爱因斯坦求和


def matmul(a: Tensor, b: Tensor) -> Tensor:
    return a @ b


def batched_matmul(a: Tensor, b: Tensor) -> Tensor:
    return torch.bmm(a, b)


def bilinear(x: Tensor, W: Tensor, y: Tensor) -> Tensor:
    return torch.trace(x @ W @ y.T)


def outer(a: Tensor, b: Tensor) -> Tensor:
    return a[:, None] * b[None, :]


def attention_scores(q: Tensor, k: Tensor) -> Tensor:
    return q @ k.transpose(-2, -1)
