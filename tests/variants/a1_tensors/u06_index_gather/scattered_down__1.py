import torch


def pick_scores(scores, labels):
    return torch.gather(scores, 1, labels.unsqueeze(1)).squeeze(1)


def one_hot(labels, k):
    table = torch.zeros((len(labels), k), dtype=torch.long)
    table.scatter_(0, labels.unsqueeze(1), 1)
    return table


def zero_where(x, mask):
    return x.masked_fill(mask, 0)


def last_real_token(h, lengths):
    out = []
    for i in range(len(h)):
        out.append(h[i, lengths[i] - 1])
    return torch.stack(out)


def shuffle_together(x, y, g):
    p = torch.randperm(len(y), generator=g)
    return x[p], y[p]
