import torch


def pick_scores(scores, labels):
    return torch.gather(scores, 1, labels.unsqueeze(1)).squeeze(1)


def one_hot(labels, k):
    return (torch.arange(k) == labels.unsqueeze(1)).long()


def zero_where(x, mask):
    return x.masked_fill(mask, 0)


def last_real_token(h, lengths):
    b, l, d = h.shape
    where = (lengths - 1).reshape(b, 1, 1).expand(b, 1, d)
    return h.gather(1, where).reshape(b, d)


def shuffle_together(x, y, g):
    def mixed(t):
        return t[torch.rand(len(t), generator=g).argsort()]

    return mixed(x), mixed(y)
