import math
import sys

import torch
import torch.nn.functional as F
from torch import nn

print('开始', file=sys.stderr)


class Linear(nn.Module):
    """y = x Wᵀ + b，与 torch 的写法一样。"""

    weight: torch.Tensor
    bias: torch.Tensor | None

    def __init__(self, in_features: int, out_features: int, bias: bool = True) -> None:
        super(Linear, self).__init__()
        self.in_features, self.out_features = in_features, out_features
        self.weight = nn.Parameter(torch.empty((out_features, in_features)))
        self.bias = nn.Parameter(torch.empty(out_features)) if bias else None
        self.reset_parameters()

    def reset_parameters(self) -> None:
        # 随机的初始值
        nn.init.kaiming_uniform_(self.weight, a=math.sqrt(5))
        if self.bias is not None:
            nn.init.zeros_(self.bias)

    def forward(self, x: torch.Tensor) -> torch.Tensor:
        print("输入的形状", x.shape)
        return F.linear(x, self.weight, self.bias)

    def extra_repr(self) -> str:
        return f"{self.in_features} -> {self.out_features}"


def count_parameters(m: nn.Module) -> int:
    return int(sum(math.prod(p.shape) for p in m.parameters()))


def parameter_names(m):
    names = []
    for name, p in m.named_parameters():
        names.append(name)
    return names


class Affine2(nn.Module):
    def __init__(self, in_features: int, hidden: int, out_features: int) -> None:
        super().__init__()
        # 两层
        self.first = Linear(in_features, hidden)
        self.second = Linear(hidden, out_features)

    def forward(self, x):
        x = self.first(x)
        print("隐藏层", x.shape)
        x = self.second(x)
        return x


if __name__ == "__main__":
    print(Affine2(4, 3, 2)(torch.zeros(1, 4)))
