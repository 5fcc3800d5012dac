"""我的作业：与设备无关的代码"""

import sys

import numpy as np
import torch
from torch import nn

print("文件已加载", torch.__version__)


def 有加速器(名字: str) -> bool:
    """问一问 torch"""
    if 名字 == "cuda":
        return torch.cuda.device_count() > 0
    if 名字 == "mps":
        return torch.backends.mps.is_built() and torch.backends.mps.is_available()
    return 名字 == "cpu"


def pick_device(prefer=None):
    # 先看愿望
    order = ["cuda", "mps", "cpu"]
    if prefer is not None:
        order = [prefer] + order
    for name in order:
        print("试一试", name, file=sys.stderr)
        if 有加速器(name):
            return torch.device(name)


def to_device(batch, device):
    if isinstance(batch, torch.Tensor):
        print("移动", tuple(batch.shape), "到", device)
        return batch.to(device)
    elif isinstance(batch, (tuple, list)):
        out = []
        for each in batch:
            out.append(to_device(each, device))
        if isinstance(batch, tuple):
            out = tuple(out)
        return out
    elif isinstance(batch, dict):
        keys = list(batch.keys())
        values = to_device(list(batch.values()), device)
        return dict(zip(keys, values))
    else:
        return batch


class PositionalAdd(nn.Module):
    def __init__(self, rates):
        super().__init__()
        self.calls = 0
        self.register_buffer("rates", rates)
        self.register_buffer("seen", torch.zeros(1))

    def forward(self, x):
        self.calls += 1
        rows = []
        # 逐行相加
        for l in range(x.shape[1]):
            rows.append(x[:, l, :] + l * self.rates)
        return torch.stack(rows, dim=1)

    def extra_repr(self):
        return f"D={len(self.rates)}"


def train_step(model, batch, opt, device):
    x, y = batch
    print("小批量", tuple(x.shape), tuple(y.shape), "在", x.device)
    x = x.to(device)
    y = y.to(device)
    scores = model(x)
    loss = nn.functional.cross_entropy(scores, y)
    print(f"损失 {loss:.3f} {loss} {float(loss)}", loss)
    opt.zero_grad()
    loss.backward()
    opt.step()
    loss = loss.detach()
    return loss


def to_numpy(x):
    if x.requires_grad:
        x = x.detach()
    if x.device.type != "cpu":
        x = x.cpu()
    print(x.shape)
    return np.array(x)


if __name__ == "__main__":
    print(pick_device())
    print(to_device({"a": torch.ones(2)}, "cpu"))
