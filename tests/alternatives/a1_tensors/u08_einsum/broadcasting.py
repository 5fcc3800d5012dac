"""Unit 8 with axes of length 1 and sums: what einsum does, written out."""


def matmul(a, b):
    return (a[:, :, None] * b[None, :, :]).sum(dim=1)


def batched_matmul(a, b):
    return (a.unsqueeze(3) * b.unsqueeze(1)).sum(2)


def bilinear(x, W, y):
    products = x[:, :, None] * W[None] * y[:, None, :]  # (B, I, J)
    return products.sum(dim=(1, 2))


def outer(a, b):
    return a.reshape(-1, 1) * b.reshape(1, -1)


def attention_scores(q, k):
    return (q[:, :, :, None, :] * k[:, :, None, :, :]).sum(-1)
