"""Unit 6."""

import torch


def pick_scores(scores, labels):
    n = torch.arange(len(scores))
    return scores[n, labels]


def one_hot(labels, k):
    return (torch.arange(k) == labels.unsqueeze(1)).long()


def zero_where(x, mask):
    result = x.clone()
    marked = result[mask]
    marked[:] = 0
    return result


def last_real_token(h, lengths):
    out = []
    for i in range(len(h)):
        out.append(h[i, lengths[i] - 1])
    return torch.stack(out)


def shuffle_together(x, y, g):
    p = torch.randperm(len(y), generator=g)
    return x[p], y[p]
