import torch


def pick_scores(scores, labels):
    result = torch.gather(scores, 1, labels.reshape(-1, 1))
    return torch.squeeze(result)


def one_hot(labels, k):
    return (torch.arange(k) == labels.unsqueeze(1)).long()


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
