import torch


def broadcast_shape(a, b):
    n = max(len(a), len(b))
    if len(a) != len(b):
        raise ValueError('ranks')
    answer = []
    for i, j in zip(a, b):
        if i != j and i != 1 and j != 1:
            raise ValueError("clash")
        answer.append(j if i == 1 else i)
    return tuple(answer)


def centre_rows(x):
    return x - x.mean(dim=1, keepdim=True)


def pairwise_sqdist(a, b):
    return ((a[:, None, :] - b[None, :, :]) ** 2).sum(dim=2)


def normalise_channels(x, mean, std):
    return (x - mean[:, None, None]) / std[:, None, None]


def safe_mse(pred, target):
    if pred.shape != target.shape:
        raise ValueError("shapes")
    return ((pred - target) ** 2).mean()
