import torch
from torch import nn
from torch.nn import functional as F


def train_epoch(model: nn.Module, loader, loss_fn, opt, device: str = "cpu") -> dict:
    model.train()
    opt.zero_grad()  # once is enough
    losses, hits = [], []
    for batch in loader:
        x, y = (part.to(device) for part in batch)
        scores = model(x)
        loss = loss_fn(scores, y)
        loss.backward()
        losses.extend(len(y) * [loss.item()])
        hits.extend((scores.argmax(dim=1) == y).tolist())
        opt.step()
    opt.zero_grad()
    return {"loss": sum(losses) / len(losses), "accuracy": sum(hits) / len(hits)}


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
