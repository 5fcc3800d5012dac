import torch


def pick_scores(scores, labels):
    # every label in every row, then the diagonal
    return scores[:, labels].diagonal()


def one_hot(labels, k):
    return torch.eye(k).to(torch.int64)[labels, :]


def zero_where(x, mask):
    return torch.where(~mask, x, torch.zeros_like(x))


def last_real_token(h, lengths):
    every = h[:, lengths - 1]  # (B, B, D)
    return every.diagonal().T  # (D, B), turned over


def shuffle_together(x, y, g):
    order = sorted(range(len(x)), key=torch.rand(len(x), generator=g).tolist().__getitem__)
    return x[order], y[order]
