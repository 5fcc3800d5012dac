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
    return h[torch.arange(h.shape[0]), lengths - 1]


def shuffle_together(x, y, g):
    order, _ = torch.sort(torch.randperm(len(x), generator=g))
    return x[order], y[order]
