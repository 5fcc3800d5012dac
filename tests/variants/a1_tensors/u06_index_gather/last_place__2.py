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
    # 每个句子的最后一个
    return torch.stack([sentence[-1] for sentence in h])


def shuffle_together(x, y, g):
    perm = torch.randperm(x.size(0), generator=g)
    new_x = x.index_select(0, perm)
    new_y = y.index_select(0, perm)
    return new_x, new_y
