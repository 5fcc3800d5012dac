import torch
from itertools import zip_longest


def _no(*why): raise ValueError(*why)


def broadcast_shape(a, b): return torch.Size([max(p) if len({*p, 1}) < 3 else _no(a, b) for p in zip_longest(a[::-1], b[::-1], fillvalue=1)][::-1])


def centre_rows(x): return x - x.mean(1, keepdim=True)


def pairwise_sqdist(a, b): return (a[:, None] - b).pow(2).sum(-1)


def normalise_channels(x, mean, std): return ((x.movedim(1, -1) - mean) / std).movedim(-1, 1)


safe_mse = lambda pred, target: (pred - target).square().mean() if pred.shape == target.shape else _no(pred.shape, target.shape)
