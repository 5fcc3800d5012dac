import torch

# no index at all: sums with a table of zeros and ones


def one_hot(labels, k):
    columns = torch.arange(k).expand(len(labels), k)
    return torch.eq(columns, labels.reshape(-1, 1)).int().to(torch.int64)


def pick_scores(scores, labels):
    choice = one_hot(labels, scores.shape[1]).to(scores.dtype)
    return torch.einsum("bk,bk->b", scores, choice)


def zero_where(x, mask):
    y = x.clone()
    y[mask] = 0
    return y


def last_real_token(h, lengths):
    choice = one_hot(lengths - 1, h.shape[1]).to(h.dtype)
    return (choice[:, None, :] @ h).squeeze(dim=1)


def shuffle_together(x, y, g):
    order = torch.randperm(len(x), generator=g)
    swap = one_hot(order, len(x))  # a permutation matrix
    places = swap @ torch.arange(len(x))
    return x[places, ...], y[places]
