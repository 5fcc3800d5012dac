"""a1/u06 Index and gather: take the entries that you name, and put entries where you name.

Letters in the comments: B batch, K classes, L length, D features, N rows.
"""

import torch


def pick_scores(scores: torch.Tensor, labels: torch.Tensor) -> torch.Tensor:
    """Take from each row of scores, (B, K), the one score in the column that its label, (B,), names: (B,).

    Labels are int64, from 0 to K - 1.

    >>> pick_scores(torch.tensor([[0.1, 0.9], [0.7, 0.3]]), torch.tensor([1, 0]))
    tensor([0.9000, 0.7000])
    """
    # BEGIN SOLUTION
    index = labels[:, None]  # (B, 1)
    return scores.gather(dim=1, index=index).squeeze(dim=1)  # (B,)
    # END SOLUTION


def one_hot(labels: torch.Tensor, k: int) -> torch.Tensor:
    """Write each label, (B,), as a row of zeros with a single 1 in the label's column: int64, (B, k).

    Labels are int64, from 0 to k - 1; the larger ones need not occur.

    >>> one_hot(torch.tensor([2, 0]), k=4)
    tensor([[0, 0, 1, 0],
            [1, 0, 0, 0]])
    """
    # BEGIN SOLUTION
    return torch.eye(k, dtype=torch.int64)[labels]  # (B, k)
    # END SOLUTION


def zero_where(x: torch.Tensor, mask: torch.Tensor) -> torch.Tensor:
    """Give a new tensor like x, with 0 where the mask is True, whatever stood there, and with x's numbers elsewhere.

    x has any shape and dtype, mask has the same shape and the dtype bool. x itself stays as it is.

    >>> zero_where(torch.tensor([5.0, float("nan"), 7.0]), torch.tensor([False, True, False]))
    tensor([5., 0., 7.])
    """
    # BEGIN SOLUTION
    return x.masked_fill(mask, 0)
    # END SOLUTION


def last_real_token(h: torch.Tensor, lengths: torch.Tensor) -> torch.Tensor:
    """Take from each sentence of h, (B, L, D), the D numbers of its last real token: (B, D).

    lengths, (B,), are int64, from 1 to L: in sentence i the first lengths[i] tokens are real, the others are padding.

    >>> last_real_token(torch.tensor([[[1.0], [2.0], [0.0]], [[3.0], [4.0], [5.0]]]), torch.tensor([2, 3]))
    tensor([[2.],
            [5.]])
    """
    # BEGIN SOLUTION
    sentence = torch.arange(len(h))  # (B,)
    return h[sentence, lengths - 1]  # (B, D)
    # END SOLUTION


def shuffle_together(x: torch.Tensor, y: torch.Tensor, g: torch.Generator) -> tuple[torch.Tensor, torch.Tensor]:
    """Give x, (N, ...), and y, (N,), with their rows in a new random order: the same one for both, drawn from g alone.

    >>> a, b = shuffle_together(torch.arange(6) * 10, torch.arange(6), torch.Generator().manual_seed(4))
    >>> torch.equal(a, b * 10)
    True
    """
    # BEGIN SOLUTION
    order = torch.randperm(len(x), generator=g)  # (N,)
    return x[order], y[order]
    # END SOLUTION
