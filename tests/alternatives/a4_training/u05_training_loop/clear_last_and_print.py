"""我的作业：训练循环"""

import sys

import torch
import torch.nn as nn
import torch.nn.functional as F

print("文件已加载", torch.rand(2))


def 数对(scores, y):
    # 每张照片得分最高的类别是否正确
    return int((torch.max(scores, 1).indices == y).sum())


def train_epoch(model: nn.Module, loader, loss_fn, opt: torch.optim.Optimizer, device: str = "cpu") -> dict:
    """训练一个周期"""
    if not all(m.training for m in model.modules()):
        print("模型不在训练模式", file=sys.stderr)
    model.train(True)
    损失, 对, 总数 = 0.0, 0, 0
    for i, (x, y) in enumerate(loader):
        x = x.to(device)
        y = y.to(device)
        out = model(x)
        loss = loss_fn(out, y)
        loss.backward()
        opt.step()
        model.zero_grad()  # 最后清空
        损失 += float(loss) * y.shape[0]
        对 += 数对(out, y)
        总数 += y.shape[0]
        print(f"小批量 {i}: 损失 {float(loss):.3f}")
    return {"loss": 损失 / 总数, "accuracy": 对 / 总数}


def evaluate(model: nn.Module, loader, loss_fn, device: str = "cpu") -> dict:
    """评估，之后每个模块恢复原来的模式"""
    modes = {m: m.training for m in model.modules()}
    model.eval()
    损失, 对, 总数 = 0.0, 0, 0
    try:
        with torch.no_grad():
            for x, y in loader:
                x, y = x.to(device), y.to(device)
                out = model(x)
                损失 += float(loss_fn(out, y)) * y.shape[0]
                对 += 数对(out, y)
                总数 += y.shape[0]
    finally:
        for m, was in modes.items():
            m.training = was
    return {"loss": 损失 / 总数, "accuracy": 对 / 总数}


def overfit_one_batch(model, batch, loss_fn, opt, steps: int) -> list:
    model.train()
    x, y = batch
    曲线 = [0.0] * steps
    for i in range(steps):
        loss = loss_fn(model(x), y)
        loss.backward()
        opt.step()
        opt.zero_grad()
        曲线[i] = float(loss)
    print("最后的损失", 曲线[-1], file=sys.stderr)
    return 曲线


def fit(model, train, val, epochs: int, lr: float) -> list:
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    rows = []
    for e in range(epochs):
        t = train_epoch(model, train, F.cross_entropy, opt)
        v = evaluate(model, val, F.cross_entropy)
        rows.append(
            dict(
                epoch=e + 1,
                train_loss=t["loss"],
                train_accuracy=t["accuracy"],
                val_loss=v["loss"],
                val_accuracy=v["accuracy"],
                lr=lr,  # 多记一列
            )
        )
        print(rows[-1])
    return rows


if __name__ == "__main__":
    net = nn.Linear(2, 2)
    print(fit(net, [(torch.rand(4, 2), torch.tensor([0, 1, 0, 1]))], [(torch.rand(2, 2), torch.tensor([0, 1]))], 2, 0.1))
