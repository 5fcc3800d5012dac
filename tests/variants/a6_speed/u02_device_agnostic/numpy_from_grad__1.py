import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


def pick_device(prefer=None):
    if prefer == "cpu":
        return torch.device("cpu")
    if torch.cuda.is_available():
        return torch.device("cuda")
    if torch.backends.mps.is_available():
        return torch.device("mps")
    return torch.device("cpu")


def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        return batch.to(device)
    if isinstance(batch, dict):
        out = {}
        for key, value in batch.items():
            out[key] = to_device(value, device)
        return out
    if isinstance(batch, list):
        return [to_device(b, device) for b in batch]
    if isinstance(batch, tuple):
        return tuple(to_device(b, device) for b in batch)
    return batch


class PositionalAdd(nn.Module):
    def __init__(self, rates):
        super().__init__()
        self.register_buffer("rates", rates)

    def forward(self, x):
        L = x.shape[1]
        l = torch.arange(L, device=x.device)
        return x + l[:, None] * self.rates[None, :]


def train_step(model, batch, opt, device):
    x, y = batch
    x = x.to(device)
    y = y.to(device)
    opt.zero_grad()
    loss = F.cross_entropy(model(x), y)
    loss.backward()
    opt.step()
    return loss.detach()


def to_numpy(x):
    return x.to("cpu").numpy()
