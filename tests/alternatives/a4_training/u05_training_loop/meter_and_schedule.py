from dataclasses import dataclass

import numpy as np
import torch
from torch import nn


@dataclass
class Meter:
    """Running sums."""

    loss: float = 0.0
    hits: int = 0
    count: int = 0

    def add(self, loss: torch.Tensor, scores: torch.Tensor, y: torch.Tensor) -> None:
        guess = scores.detach().cpu().numpy().argmax(axis=1)
        self.hits += int(np.sum(guess == y.cpu().numpy()))
        self.loss += loss.item() * y.numel()
        self.count += y.numel()

    def means(self) -> dict[str, float]:
        return {"loss": self.loss / self.count, "accuracy": self.hits / self.count}


def to(batch, device):
    """Whatever is a tensor goes to the device."""
    return [each.to(device=device) if isinstance(each, torch.Tensor) else each for each in batch]


def train_epoch(model, loader, loss_fn, opt, device="cpu"):
    meter = Meter()
    model.to(device).train()
    for batch in loader:
        x, y = to(batch, device)
        opt.zero_grad(set_to_none=True)
        scores = model(x)
        loss = loss_fn(scores, y)
        meter.add(loss, scores, y)
        loss.backward()
        opt.step()
        del loss, scores
    opt.zero_grad()
    return meter.means()


def evaluate(model, loader, loss_fn, device="cpu"):
    meter, was_training = Meter(), model.training
    model.eval()
    for batch in loader:
        x, y = to(batch, device)
        with torch.no_grad():
            scores = model(x)
            meter.add(loss_fn(scores, y), scores, y)
    model.train(was_training)
    return meter.means()


def overfit_one_batch(model, batch, loss_fn, opt, steps):
    x, y = batch
    losses = np.zeros(steps)
    for step in range(steps):
        opt.zero_grad()
        loss = loss_fn(model(x), y)
        losses[step] = loss.item()
        loss.backward()
        opt.step()
    return losses.tolist()


def fit(model, train, val, epochs, lr):
    criterion = nn.CrossEntropyLoss()
    opt = torch.optim.SGD(model.parameters(), lr=lr, momentum=0.5)
    schedule = torch.optim.lr_scheduler.ExponentialLR(opt, gamma=0.98)
    rows = []
    for epoch in np.arange(1, epochs + 1):
        learnt = train_epoch(model, train, criterion, opt)
        schedule.step()
        found = evaluate(model, val, criterion)
        rows.append({"epoch": epoch, "train_loss": learnt["loss"], "val_loss": found["loss"]})
        rows[-1].update(train_accuracy=learnt["accuracy"], val_accuracy=found["accuracy"])
    return rows
