"""作业 a6/u02"""
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn


def pick_device(prefer: str | None = None) -> torch.device:
    # 先看机器上有什么
    names = ["cpu"]
    if torch.accelerator.is_available():
        names.append(torch.accelerator.current_accelerator().type)
    return torch.device(prefer if prefer in names else names[-1])


def to_device(batch: Any, device) -> Any:
    if isinstance(batch, (tuple, list)):
        moved = [to_device(part, device) for part in batch]
        return tuple(moved) if isinstance(batch, tuple) else moved
    elif isinstance(batch, dict):
        return dict((k, to_device(v, device)) for k, v in batch.items())
    elif isinstance(batch, Tensor):
        return batch.to(device)
    else:
        return batch


class PositionalAdd(nn.Module):
    def __init__(self, rates: Tensor):
        super().__init__()
        self.step = rates.detach().clone()

    def forward(self, x: Tensor) -> Tensor:
        # 逐行计算位置表
        table = torch.stack([l * self.step for l in range(x.shape[1])])
        return x + table


def train_step(model, batch, opt, device):
    x, y = to_device(batch, device)
    criterion = nn.CrossEntropyLoss()
    loss = criterion(model(x), y)
    opt.zero_grad()
    loss.backward()
    opt.step()
    print("loss", loss)
    return loss.detach()


def to_numpy(x: Tensor) -> np.ndarray:
    x = x.cpu()
    return x.detach().numpy()
