import torch

# index and gather


def pick_scores(scores, labels):
    # 每一行取一个
    return torch.stack([row[label] for row, label in zip(scores, labels)])


def one_hot(labels, k):
    # 一共有几类？
    n = max(labels.tolist()) + 1
    return torch.eye(n, dtype=torch.long)[labels]


def zero_where(x, mask):
    return x.masked_fill(mask, 0)


def last_real_token(h, lengths):
    b, l, d = h.shape
    where = (lengths - 1).reshape(b, 1, 1).expand(b, 1, d)
    return h.gather(1, where).reshape(b, d)


def shuffle_together(x, y, g):
    perm = torch.randperm(x.size(0), generator=g)
    new_x = x.index_select(0, perm)
    new_y = y.index_select(0, perm)
    return new_x, new_y
