"""a1/u08 Einsum: products and sums, with a letter for every axis.

Letters in the comments: N and M rows, D what is summed over, B batch, I and J features, H heads, L positions.
"""

import torch


def matmul(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Multiply two matrices, (N, D) and (D, M): entry n, m of the answer, (N, M), is the sum of a[n, d] * b[d, m].

    >>> matmul(torch.tensor([[1.0, 2.0]]), torch.tensor([[3.0, 0.0, 1.0], [5.0, 1.0, 0.0]]))
    tensor([[13.,  2.,  1.]])
    """
    # BEGIN SOLUTION
    return torch.einsum("nd,dm->nm", a, b)  # (N, M)
    # END SOLUTION


def batched_matmul(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Multiply each matrix of a, (B, N, D), by the one at the same place of b, (B, D, M): (B, N, M).

    >>> batched_matmul(torch.tensor([[[2.0]], [[3.0]]]), torch.tensor([[[1.0, 5.0]], [[1.0, 5.0]]]))
    tensor([[[ 2., 10.]],
    <BLANKLINE>
            [[ 3., 15.]]])
    """
    # BEGIN SOLUTION
    return torch.einsum("bnd,bdm->bnm", a, b)  # (B, N, M)
    # END SOLUTION


def bilinear(x: torch.Tensor, W: torch.Tensor, y: torch.Tensor) -> torch.Tensor:
    """Score each row of x, (B, I), with the same row of y, (B, J), by the table W, (I, J): one number per row, (B,).

    The score of row b is the sum of x[b, i] * W[i, j] * y[b, j] over all i and all j.

    >>> W = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
    >>> bilinear(torch.tensor([[1.0, 0.0], [0.0, 1.0]]), W, torch.tensor([[0.0, 1.0, 0.0], [1.0, 0.0, 1.0]]))
    tensor([ 2., 10.])
    """
    # BEGIN SOLUTION
    return torch.einsum("bi,ij,bj->b", x, W, y)  # (B,)
    # END SOLUTION


def outer(a: torch.Tensor, b: torch.Tensor) -> torch.Tensor:
    """Multiply every number of a, (N,), by every number of b, (M,): a table of shape (N, M).

    >>> outer(torch.tensor([1.0, 2.0]), torch.tensor([5.0, 0.0, 7.0]))
    tensor([[ 5.,  0.,  7.],
            [10.,  0., 14.]])
    """
    # BEGIN SOLUTION
    return torch.einsum("n,m->nm", a, b)  # (N, M)
    # END SOLUTION


def attention_scores(q: torch.Tensor, k: torch.Tensor) -> torch.Tensor:
    """Compare every query with every key of the same sample and head: q and k are (B, H, L, D), scores (B, H, L, L).

    The score at row n, column m is the sum over d of query n times key m, as it is: nothing is scaled.

    >>> attention_scores(torch.tensor([[[[1.0, 0.0], [2.0, 1.0]]]]), torch.tensor([[[[4.0, 0.0], [0.0, 3.0]]]]))
    tensor([[[[4., 0.],
              [8., 3.]]]])
    """
    # BEGIN SOLUTION
    return torch.einsum("bhnd,bhmd->bhnm", q, k)  # (B, H, L, L)
    # END SOLUTION
