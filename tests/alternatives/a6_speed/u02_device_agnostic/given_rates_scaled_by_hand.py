"""a6/u02"""
import torch
from torch import nn


def pick_device(prefer=None):
    found = torch.accelerator.current_accelerator(True)
    kinds = {"cpu": torch.device("cpu")}
    if found is not None:
        kinds[found.type] = found
    best = list(kinds.values())[-1]
    return kinds.get(prefer, best)


def to_device(batch, device):
    try:
        return batch.to(device)
    except AttributeError:
        pass
    if isinstance(batch, dict):
        return dict(zip(batch, to_device(tuple(batch.values()), device)))
    return type(batch)([to_device(b, device) for b in batch]) if isinstance(batch, (list, tuple)) else batch


class PositionalAdd(torch.nn.Module):
    def __init__(self, rates):
        super(PositionalAdd, self).__init__()
        self.rates = torch.nn.Buffer(rates)

    def table(self, like):
        positions = like.new_tensor(range(like.shape[1]))
        return positions[:, None] @ self.rates[None, :]

    def forward(self, x):
        return x + self.table(x)


def train_step(model, batch, opt, device):
    x, y = to_device(batch, device)

    def closure():
        opt.zero_grad()
        loss = nn.functional.cross_entropy(model(x), y)
        loss.backward()
        return loss

    return opt.step(closure).detach()


def to_numpy(x):
    if x.dim() == 0:
        return to_numpy(x[None])[0:1].reshape(())
    return x.cpu().detach().numpy()
