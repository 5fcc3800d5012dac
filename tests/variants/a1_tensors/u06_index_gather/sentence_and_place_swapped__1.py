import torch


def pick_scores(scores, labels):
    return torch.gather(scores, 1, labels.unsqueeze(1)).squeeze(1)


def one_hot(labels, k):
    return (torch.arange(k) == labels.unsqueeze(1)).long()


def zero_where(x, mask):
    return x.masked_fill(mask, 0)


def last_real_token(h, lengths):
    b = torch.arange(lengths.shape[0])
    last = lengths - 1
    return h[last, b, :]


def shuffle_together(x, y, g):
    p = torch.randperm(len(y), generator=g)
    return x[p], y[p]
