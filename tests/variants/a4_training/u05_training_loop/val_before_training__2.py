import torch
from torch import nn
from torch.nn import functional as F


def train_epoch(model, loader, loss_fn, opt, device="cpu"):
    model.train()
    loss_sum, correct, n = 0.0, 0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        opt.zero_grad()
        out = model(x)
        loss = loss_fn(out, y)
        loss.backward()
        opt.step()
        loss_sum += loss.item() * x.size(0)
        correct += (out.argmax(1) == y).sum().item()
        n += x.size(0)
    return {"loss": loss_sum / n, "accuracy": correct / n}


def evaluate(model, loader, loss_fn, device="cpu"):
    model.eval()
    loss_sum, correct, n = 0.0, 0, 0
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            out = model(x)
            loss_sum += loss_fn(out, y).item() * x.size(0)
            correct += (out.argmax(1) == y).sum().item()
            n += x.size(0)
    return {"loss": loss_sum / n, "accuracy": correct / n}


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
        seen, learnt = evaluate(model, val, loss_fn), train_epoch(model, train, loss_fn, opt)
        row = {"epoch": epoch + 1}
        for key in ("loss", "accuracy"):
            row[f"train_{key}"] = learnt[key]
            row[f"val_{key}"] = seen[key]
        history.append(row)
    return history
