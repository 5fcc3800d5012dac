import torch
from torch import Tensor

# 爱因斯坦求和


def matmul(a: Tensor, b: Tensor) -> Tensor:
    return a @ b


def batched_matmul(a: Tensor, b: Tensor) -> Tensor:
    return torch.bmm(a, b)


def bilinear(x: Tensor, W: Tensor, y: Tensor) -> Tensor:
    xw = x @ W  # (B, J)
    return (xw * y).sum(dim=1)


def outer(a: Tensor, b: Tensor) -> Tensor:
    return torch.stack([number + b for number in a])


def attention_scores(q: Tensor, k: Tensor) -> Tensor:
    return q @ k.transpose(-2, -1)
