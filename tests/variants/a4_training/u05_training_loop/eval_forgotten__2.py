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


def evaluate(model: nn.Module, loader, loss_fn, device: str = "cpu") -> dict:
    losses, hits = [], []
    for batch in loader:  # neither eval nor no_grad: the training loop without its last lines
        x, y = batch[0].to(device), batch[1].to(device)
        scores = model(x)
        losses += [loss_fn(scores, y).item()] * len(y)
        hits += (scores.argmax(dim=1) == y).tolist()
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
