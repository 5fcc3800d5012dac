"""Unit 8 with plain loops everywhere."""

import torch


def matmul(a, b):
    n, d = a.shape
    m = b.shape[1]
    out = torch.zeros(n, m, dtype=a.dtype)
    for i in range(n):
        for j in range(m):
            for k in range(d):
                out[i, j] += a[i, k] * b[k, j]
    return out


def batched_matmul(a, b):
    out = []
    for left, right in zip(a, b):
        out.append(matmul(left, right))
    return torch.stack(out)


def bilinear(x, W, y):
    scores = torch.zeros(len(x), dtype=x.dtype)
    for b in range(len(x)):
        for i in range(W.shape[0]):
            for j in range(W.shape[1]):
                scores[b] = scores[b] + x[b, i] * W[i, j] * y[b, j]
    return scores


def outer(a, b):
    table = torch.empty(len(a), len(b), dtype=a.dtype)
    for i in range(len(a)):
        for j in range(len(b)):
            table[i, j] = a[i] * b[j]
    return table


def attention_scores(q, k):
    batch, heads, length, d = q.shape
    scores = q.new_zeros(batch, heads, length, length)
    for b in range(batch):
        for h in range(heads):
            for n in range(length):
                for m in range(length):
                    for f in range(d):
                        scores[b, h, n, m] += q[b, h, n, f] * k[b, h, m, f]
    return scores
