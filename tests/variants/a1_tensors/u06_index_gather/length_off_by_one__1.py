import torch


def pick_scores(scores, labels):
    return torch.gather(scores, 1, labels.unsqueeze(1)).squeeze(1)


def one_hot(labels, k):
    return (torch.arange(k) == labels.unsqueeze(1)).long()


def zero_where(x, mask):
    return x.masked_fill(mask, 0)


def last_real_token(h, lengths):
    rows = torch.arange(h.size(0))
    return h[rows, lengths, :]


def shuffle_together(x, y, g):
    perm = torch.randperm(x.size(0), generator=g)
    new_x = x.index_select(0, perm)
    new_y = y.index_select(0, perm)
    return new_x, new_y
