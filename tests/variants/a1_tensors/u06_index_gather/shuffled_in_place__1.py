import torch


def pick_scores(scores, labels):
    return torch.gather(scores, 1, labels.unsqueeze(1)).squeeze(1)


def one_hot(labels, k):
    return (torch.arange(k) == labels.unsqueeze(1)).long()


def zero_where(x, mask):
    return x.masked_fill(mask, 0)


def last_real_token(h, lengths):
    return h[torch.arange(h.shape[0]), lengths - 1]


def shuffle_together(x, y, g):
    order = torch.rand(len(x), generator=g).argsort()
    x.copy_(x[order])
    y.copy_(y[order])
    return x, y
