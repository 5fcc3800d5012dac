import torch


def matmul(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return torch.einsum("nd,dm->nm", a, b)


def batched_matmul(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return torch.einsum("bnd,bdm->bnm", a, b)


def bilinear(x: torch.Tensor, W: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    return torch.einsum("bi,ij,bj->b", x, W, y)


def outer(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    return torch.einsum("n,m->nm", a, b)


def attention_scores(q, k):
    return q @ k.reshape(k.shape[0], k.shape[1], k.shape[3], k.shape[2])
