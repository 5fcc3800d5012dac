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


def overfit_one_batch(model: nn.Module, batch, loss_fn, opt, steps: int) -> list[float]:
    return [train_epoch(model, [batch], loss_fn, opt)["loss"] for _ in range(steps)]


def fit(model, train, val, epochs, lr):
    opt = torch.optim.Adam(model.parameters(), lr=0.1)
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
