import torch

# index and gather


def pick_scores(scores, labels):
    # 每一行取一个
    return torch.stack([row[label] for row, label in zip(scores, labels)])


def one_hot(labels, k):
    return (labels[:, None] == torch.arange(k)).float()


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
