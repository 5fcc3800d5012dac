"""训练循环"""

import torch
import torch.nn as nn
import torch.nn.functional as F


def train_epoch(model: nn.Module, loader, loss_fn, opt, device: str = "cpu") -> dict:
    model.train()
    losses, hits = [], []
    for batch in loader:
        x, y = batch[0].to(device), batch[1].to(device)
        scores = model(x)
        loss = loss_fn(scores, y)
        loss.backward()
        opt.step()
        model.zero_grad()
        losses += [loss.item()] * len(y)
        hits += (scores.argmax(dim=1) == y).tolist()
    return {"loss": sum(losses) / len(losses), "accuracy": sum(hits) / len(hits)}


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
        curve.append(loss)
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
