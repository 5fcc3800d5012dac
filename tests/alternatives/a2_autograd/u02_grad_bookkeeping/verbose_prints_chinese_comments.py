"""我的作业：梯度记账"""

import sys

import torch

print("文件已加载")


def 清空(参数):
    for 每个 in 参数:
        每个.grad = None


def slope(f, x: float) -> float:
    # 先把 x 变成会被记录的张量
    t = torch.tensor([x], requires_grad=True)[0]
    y = f(t)
    print("f(x) =", y.item())
    g = torch.autograd.grad(outputs=y, inputs=t)
    assert len(g) == 1
    return g[0].item()


def gd_step(params: list, lr: float) -> None:
    for i, p in enumerate(params):
        if p.grad is None:
            print(f"第 {i} 个参数没有梯度", file=sys.stderr)
        else:
            with torch.no_grad():
                p.copy_(p - lr * p.grad)
    return None


def fit_line(x: torch.Tensor, y: torch.Tensor, lr: float, steps: int):
    slope_ = torch.tensor(0.0, dtype=x.dtype, requires_grad=True)
    intercept = torch.tensor(0.0, dtype=x.dtype, requires_grad=True)
    params = [slope_, intercept]
    for step in range(1, steps + 1):
        清空(params)
        prediction = slope_ * x + intercept
        errors = prediction - y
        loss = torch.mean(errors * errors)
        loss.backward()
        print("step", step, "loss", loss.item())
        gd_step(params, lr)
    return tuple(p.item() for p in params)


def frozen_copy(x: torch.Tensor) -> torch.Tensor:
    result = x.detach().clone()
    print(result.requires_grad, file=sys.stderr)
    return result


def grad_norm(params: list) -> float:
    total = 0.0
    for p in params:
        if p.grad is None:
            continue
        total += p.grad.pow(2).sum().item()
    return total**0.5


if __name__ == "__main__":
    print(slope(lambda t: t * t, 3.0))
    print(fit_line(torch.tensor([0.0, 2.0]), torch.tensor([1.0, 5.0]), 0.25, 2))
