import torch
from torch import nn
from torch.utils._pytree import tree_map


def pick_device(prefer=None):
    return torch.device("cpu" if prefer == "cpu" or not torch.accelerator.is_available() else torch.accelerator.current_accelerator().type)


def to_device(batch, device):
    return tree_map(lambda t: t.to(device) if isinstance(t, torch.Tensor) else t, batch)


class PositionalAdd(nn.Module):
    def __init__(self, rates):
        super().__init__()
        self.register_buffer("rates", rates.detach().clone())

    def forward(self, x):
        return x + (torch.ones_like(x[0]).cumsum(0) - 1) * self.rates


def train_step(model, batch, opt, device):
    model.to(device)  # does nothing if it is there
    x, y = to_device(tuple(batch), device)
    loss = nn.CrossEntropyLoss()(model(x), y)
    loss.backward()
    opt.step()
    opt.zero_grad()
    return loss.data


to_numpy = lambda x: x.detach().to("cpu").numpy()
