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


def evaluate(model, loader, loss_fn, device="cpu"):
    size, num_batches = sum(len(y) for _, y in loader), len(loader)
    model.eval()
    test_loss, correct = 0, 0
    with torch.no_grad():
        for X, y in loader:
            X, y = X.to(device), y.to(device)
            pred = model(X)
            test_loss += loss_fn(pred, y).item()
            correct += (pred.argmax(1) == y).type(torch.float).sum().item()
    test_loss /= num_batches
    correct /= size
    return {"loss": test_loss, "accuracy": correct}


def overfit_one_batch(model: nn.Module, batch, loss_fn, opt, steps: int) -> list[float]:
    return [train_epoch(model, [batch], loss_fn, opt)["loss"] for _ in range(steps)]


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
