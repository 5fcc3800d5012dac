"""训练循环"""

import torch
import torch.nn as nn
import torch.nn.functional as F


def train_epoch(model, loader, loss_fn, opt, device="cpu"):
    model.train()
    loss_sum, acc_sum = 0.0, 0.0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        out = model(x)
        loss = loss_fn(out, y)
        opt.zero_grad()
        loss.backward()
        opt.step()
        loss_sum += loss.item()
        acc_sum += (out.argmax(1) == y).float().mean().item()  # 准确率也一样
    return {"loss": loss_sum / len(loader), "accuracy": acc_sum / len(loader)}


@torch.no_grad()
def evaluate(model: nn.Module, loader, loss_fn, device: str = "cpu") -> dict:
    was = model.training
    model.eval()
    losses, hits = [], []
    for batch in loader:
        x, y = batch[0].to(device), batch[1].to(device)
        scores = model(x)
        losses += [loss_fn(scores, y).item()] * len(y)
        hits += (scores.argmax(dim=1) == y).tolist()
    model.train(was)
    return {"loss": sum(losses) / len(losses), "accuracy": sum(hits) / len(hits)}


def overfit_one_batch(model, batch, loss_fn, opt, steps):
    x, y = batch
    curve = []
    for _ in range(steps):
        opt.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        opt.step()
        curve.append(loss.item())
    return curve


def fit(model: nn.Module, train, val, epochs: int, lr: float) -> list[dict]:
    loss_fn, opt = nn.CrossEntropyLoss(), torch.optim.SGD(model.parameters(), lr, momentum=0.9)
    history = []
    for epoch in range(epochs):
        learnt, seen = train_epoch(model, train, loss_fn, opt), evaluate(model, val, loss_fn)
        row = {"epoch": epoch + 1}
        for key in ("loss", "accuracy"):
            row[f"train_{key}"] = learnt[key]
            row[f"val_{key}"] = seen[key]
        history.append(row)
    return history
