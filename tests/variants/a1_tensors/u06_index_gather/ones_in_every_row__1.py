import torch


def pick_scores(scores, labels):
    return torch.gather(scores, 1, labels.unsqueeze(1)).squeeze(1)


def one_hot(labels, k):
    rows = [[0] * k] * len(labels)
    for i, label in enumerate(labels.tolist()):
        rows[i][label] = 1
    return torch.tensor(rows)


def zero_where(x, mask):
    return x.masked_fill(mask, 0)


def last_real_token(h, lengths):
    return h[torch.arange(h.shape[0]), lengths - 1]


def shuffle_together(x, y, g):
    # 先抽一个次序
    order = torch.rand(x.shape[0], generator=g).argsort()
    x, y = x[order], y[order]
    return x, y
