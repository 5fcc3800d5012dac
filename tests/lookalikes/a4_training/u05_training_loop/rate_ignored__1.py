from collections.abc import Callable, Iterable

import torch
from torch import nn

Batches = Iterable[tuple[torch.Tensor, torch.Tensor]]
Loss = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]


def evaluate(model: nn.Module, loader: Batches, loss_fn: Loss, device: str = "cpu") -> dict[str, float]:
    model.eval()
    total, right, seen = 0.0, 0, 0
    with torch.no_grad():
        for x, y in loader:
            x, y = x.to(device), y.to(device)  # (B, ...), (B,)
            scores = model(x)  # (B, K)
            total += loss_fn(scores, y).item() * len(y)
            right += (scores.argmax(dim=1) == y).sum().item()
            seen += len(y)
    return {"loss": total / seen, "accuracy": right / seen}


def overfit_one_batch(
    model: nn.Module,
    batch: tuple[torch.Tensor, torch.Tensor],
    loss_fn: Loss,
    opt: torch.optim.Optimizer,
    steps: int,
) -> list[float]:
    x, y = batch  # (B, ...), (B,)
    losses = []
    for _ in range(steps):
        loss = loss_fn(model(x), y)  # ()
        opt.zero_grad()
        loss.backward()
        opt.step()
        losses.append(loss.item())
    return losses


def fit(model: nn.Module, train: Batches, val: Batches, epochs: int, lr: float) -> list[dict[str, float]]:
    opt = torch.optim.SGD(model.parameters(), lr=lr)
    rows = []
    for epoch in range(1, epochs + 1):
        learnt = train_epoch(model, train, nn.functional.cross_entropy, opt)
        found = evaluate(model, val, nn.functional.cross_entropy)
        row = {"epoch": epoch, "train_loss": learnt["loss"], "train_accuracy": learnt["accuracy"]}
        rows.append(row | {"val_loss": found["loss"], "val_accuracy": found["accuracy"]})
    return rows


def train_epoch(model, loader, loss_fn, opt, device="cpu"):
    model.train()
    total, right, seen = 0.0, 0, 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        scores = model(x)
        loss = loss_fn(scores, y)
        opt.zero_grad()
        loss.backward()
        total += loss.item() * len(y)
        right += (scores.argmax(dim=1) == y).sum().item()
        seen += len(y)
    return {"loss": total / seen, "accuracy": right / seen}
