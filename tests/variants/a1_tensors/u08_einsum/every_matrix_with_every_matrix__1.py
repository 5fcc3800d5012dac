import torch

# einsum


def matmul(a, b):
    return torch.einsum('ij,jk->ik', a, b)


def batched_matmul(a, b):
    return torch.tensordot(a, b, dims=([2], [1]))


def bilinear(x, W, y):
    return torch.einsum('bi,ij,bj->b', x, W, y)


def outer(a, b):
    return torch.einsum('i,j->ij', a, b)


def attention_scores(q, k):
    return torch.einsum('bhid,bhjd->bhij', q, k)
