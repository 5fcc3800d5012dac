import torch

# index and gather


def pick_scores(scores, labels):
    rows = []
    for row in scores:
        rows.append(row[labels])
    return torch.stack(rows)


def one_hot(labels, k):
    # 单位矩阵的行
    return torch.eye(k).long()[labels]


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
