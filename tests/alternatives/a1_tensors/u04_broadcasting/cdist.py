# Unit 4: let the library do it
import torch
import torch.nn.functional as F


def broadcast_shape(a, b):
    rank = max(len(a), len(b))
    a = torch.tensor([1] * (rank - len(a)) + list(a), dtype=torch.int64)
    b = torch.tensor([1] * (rank - len(b)) + list(b), dtype=torch.int64)
    if ((a != b) & (a != 1) & (b != 1)).any():
        raise ValueError("lengths clash")
    return tuple(torch.maximum(a, b).tolist())


def centre_rows(x):
    return x.sub(torch.mean(x, dim=-1, keepdim=True))


def pairwise_sqdist(a, b):
    return torch.cdist(a, b).square()


def normalise_channels(x, mean, std):
    return F.batch_norm(x, mean.to(x.dtype), std.to(x.dtype) ** 2, eps=1e-30)  # older torch refuses 0


def safe_mse(pred, target):
    if pred.shape != target.shape:
        raise ValueError("F.mse_loss would only warn")
    return F.mse_loss(pred, target)
