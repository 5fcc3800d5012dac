import torch
from torch.func import vmap


def pick_scores(scores, labels):
    return vmap(lambda row, label: row.gather(0, label[None])[0])(scores, labels)


def one_hot(labels, k):
    return torch.stack([labels == j for j in range(k)], dim=1).to(dtype=torch.int64)


def zero_where(x, mask):
    marked = mask.nonzero(as_tuple=True)
    return x.index_put(marked, torch.zeros((), dtype=x.dtype))


def last_real_token(h, lengths):
    return vmap(lambda sentence, length: sentence.index_select(0, length[None] - 1)[0])(h, lengths)


def shuffle_together(x, y, g):
    order = torch.arange(len(x))
    for i in range(len(x) - 1, 0, -1):  # Fisher and Yates
        j = torch.randint(0, i + 1, (), generator=g)
        order[i], order[j] = order[j].clone(), order[i].clone()
    return x[order], y[order]
