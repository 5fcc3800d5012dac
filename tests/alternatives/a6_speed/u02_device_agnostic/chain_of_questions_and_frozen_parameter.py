import numpy as np
import torch
import torch.nn as nn
import torch.nn.functional as F


def pick_device(prefer=None):
    available = ["cpu"]
    if torch.backends.mps.is_available():
        available.insert(0, "mps")
    if torch.cuda.is_available():
        available.insert(0, "cuda")
    if prefer in available:
        return torch.device(prefer)
    return torch.device(available[0])


def to_device(batch, device):
    if isinstance(batch, dict):
        out = {}
        for k in batch:
            out[k] = to_device(batch[k], device)
        return out
    if isinstance(batch, list):
        return [to_device(b, device) for b in batch]
    if isinstance(batch, tuple):
        return tuple(to_device(b, device) for b in batch)
    if torch.is_tensor(batch):
        return batch.to(device)
    return batch


class PositionalAdd(nn.Module):
    def __init__(self, rates):
        super().__init__()
        self.rates = nn.Parameter(rates.clone(), requires_grad=False)

    def forward(self, x):
        B, L, D = x.shape
        l = torch.arange(L).to(x.device)
        table = torch.outer(l.to(self.rates.dtype), self.rates)
        return x + table.unsqueeze(0).expand(B, L, D)


def train_step(model, batch, opt, device):
    x = batch[0].to(device)
    y = batch[1].to(device)
    opt.zero_grad()
    loss = F.cross_entropy(model(x), y)
    loss.backward()
    opt.step()
    return loss.detach().clone()


def to_numpy(x):
    return x.numpy(force=True)
