import torch

# index and gather


def pick_scores(scores, labels):
    # 每一行取一个
    return torch.stack([row[label] for row, label in zip(scores, labels)])


def one_hot(labels, k):
    # 单位矩阵的行
    return torch.eye(k).long()[labels]


def zero_where(x, mask):
    return x.masked_fill(mask, 0)


def last_real_token(h, lengths):
    b, l, d = h.shape
    where = (lengths - 1).reshape(b, 1, 1).expand(b, 1, d)
    return h.gather(1, where).reshape(b, d)


def shuffle_together(x, y, g):
    p = (torch.rand(len(x), generator=g) * len(x)).long()
    return x[p], y[p]
