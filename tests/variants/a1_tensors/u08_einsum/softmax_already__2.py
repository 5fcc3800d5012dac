import torch
import torch.nn.functional as F
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
    return a[:, None] * b[None, :]


def attention_scores(q: Tensor, k: Tensor) -> Tensor:
    return F.softmax(torch.matmul(q, k.permute(0, 1, 3, 2)), dim=3)
