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


def overfit_one_batch(model: nn.Module, batch, loss_fn, opt, steps: int) -> list[float]:
    opt.zero_grad()
    history = torch.zeros(steps, dtype=torch.float64)
    for step in range(steps):
        scores = model(batch[0])
        loss = loss_fn(scores, batch[1])
        history[step] = loss.detach()
        loss.backward()
        opt.step()
    return history.tolist()


def fit(model, train, val, epochs, lr):
    opt = torch.optim.Adam(model.parameters(), lr=lr)
    rows = []
    for epoch in range(1, epochs + 1):
        t = train_epoch(model, train, F.cross_entropy, opt)
        v = evaluate(model, val, F.cross_entropy)
        rows.append(
            {
                "epoch": epoch,
                "train_loss": t["loss"],
                "train_accuracy": t["accuracy"],
                "val_loss": v["loss"],
                "val_accuracy": v["accuracy"],
            }
        )
    return rows
