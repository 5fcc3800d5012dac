# 混合精度：打印很多东西，注释用中文
import sys
from typing import Optional, Tuple

import torch
import torch.nn.functional as F
from torch import Tensor, nn


class LossScaler:
    """损失缩放器"""

    def __init__(self, init_scale: float = 65536.0, growth_factor: float = 2.0, backoff_factor: float = 0.5,
                 growth_interval: int = 2000):
        self.growth_interval = growth_interval
        self.backoff_factor = backoff_factor
        self.growth_factor = growth_factor
        self.multiple = init_scale
        self.streak = 0  # 连续成功的步数
        self.unscaled = False  # 这一步是否已经除过
        self.found_bad = False  # 是否发现 inf 或 nan
        print("新的缩放器，倍数", self.multiple)

    def get_scale(self) -> float:
        return self.multiple

    def scale(self, loss: Tensor) -> Tensor:
        print("放大损失", loss.item(), file=sys.stderr)
        return loss * self.multiple

    def unscale_(self, opt: torch.optim.Optimizer) -> None:
        self.found_bad = False
        for group in opt.param_groups:
            for parameter in group["params"]:
                if parameter.grad is not None:
                    parameter.grad.data.div_(self.multiple)  # 原地
                    bad = torch.isnan(parameter.grad).any() or torch.isinf(parameter.grad).any()
                    if bad:
                        self.found_bad = True
        self.unscaled = True

    def step(self, opt: torch.optim.Optimizer) -> None:
        if not self.unscaled:
            self.unscale_(opt)
        if self.found_bad:
            print("跳过这一步")
        else:
            opt.step()

    def update(self) -> None:
        if self.found_bad:
            self.multiple = self.multiple * self.backoff_factor
            self.streak = 0
        else:
            self.streak = self.streak + 1
            if self.streak == self.growth_interval:
                self.multiple = self.multiple * self.growth_factor
                self.streak = 0
        self.unscaled = False
        print("倍数", self.multiple)


def autocast_step(model: nn.Module, batch: Tuple[Tensor, Tensor], opt, scaler: Optional[LossScaler], device_type: str,
                  dtype: torch.dtype, max_norm: Optional[float] = None) -> float:
    x, y = batch
    with torch.autocast(device_type=device_type, dtype=dtype, enabled=True):
        scores: Tensor = model(x)
        print("得分", scores.dtype, scores.shape)
        loss: Tensor = F.cross_entropy(scores.float(), y)  # 自己升到 float32，也可以
    opt.zero_grad()
    if scaler is None:
        loss.backward()
        if max_norm is not None:
            torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=max_norm)
        opt.step()
        return loss.item()
    scaled = scaler.scale(loss)
    scaled.backward()
    if max_norm is not None:
        scaler.unscale_(opt)
        torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=max_norm)
    scaler.step(opt)
    scaler.update()
    return loss.item()


def bf16_round(x: Tensor) -> Tensor:
    old = x.dtype
    return x.bfloat16().type(old)


def keeps_float32(model: nn.Module) -> bool:
    count = 0
    for parameter in model.parameters():
        if parameter.dtype != torch.float32:
            count += 1
    return count == 0


def bytes_saved(model: nn.Module) -> float:
    total = 0.0
    for parameter in model.parameters():
        total += parameter.numel() * (parameter.element_size() - 2)
    return total


if __name__ == "__main__":
    print(bf16_round(torch.tensor([257.0])))
    print(keeps_float32(nn.Linear(2, 2)), bytes_saved(nn.Linear(2, 2)))
