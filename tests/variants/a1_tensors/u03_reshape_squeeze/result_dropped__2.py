import torch

# reshape and squeeze


def flatten_batch(x):
    d = 1
    for n in x.shape[1:]:
        d *= n
    return x.reshape(x.shape[0], d)


def add_channel(x):
    y = torch.unsqueeze(x, dim=1)
    print(y.shape)
    return x


def drop_channel(x):
    b, c, h, w = x.shape
    assert c == 1
    return x.reshape(b, h, w)


def as_rows(x, width):
    return x.contiguous().view(-1, width)


def unflatten(x, chw):
    return x.reshape(-1, chw[0], chw[1], chw[2])
