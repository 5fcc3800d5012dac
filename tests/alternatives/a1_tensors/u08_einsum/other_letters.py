"""Unit 8 with einsum and other strings: capitals, spaces, dots, no arrow, the sublist form."""

import torch


def matmul(a, b):
    return torch.einsum("ij,jk", a, b)


def batched_matmul(a, b):
    return torch.einsum("... i j, ... j k -> ... i k", [a, b])


def bilinear(x, W, y):
    half = torch.einsum("BI,IJ->BJ", x, W)
    return torch.einsum("BJ,BJ->B", half, y)


def outer(a, b):
    return torch.einsum(a, [0], b, [1], [0, 1])


def attention_scores(q, k):
    scores = torch.einsum("bhkd,bhqd->bhkq", k, q)
    return scores.transpose(2, 3)
