"""A class does the work; the functions that were asked for are its doors."""

from __future__ import annotations

import logging
from collections import Counter

import torch
from torch import nn

log = logging.getLogger("training")


class Trainer:
    def __init__(self, model: nn.Module, loss_fn, opt: torch.optim.Optimizer | None = None, device: str = "cpu"):
        self.model, self.loss_fn, self.opt = model, loss_fn, opt
        self.device = torch.device(device)

    def judge(self, x: torch.Tensor, y: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor]:
        scores = self.model(x)
        return scores, self.loss_fn(scores, y)

    def step(self, loss: torch.Tensor) -> None:
        assert self.opt is not None
        for group in self.opt.param_groups:
            for parameter in group["params"]:
                if parameter.grad is not None:
                    parameter.grad.zero_()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), max_norm=float("inf"))
        self.opt.step()

    def run(self, loader, learn: bool) -> dict[str, float]:
        tally = Counter()
        for number, (x, y) in enumerate(loader, start=1):
            x, y = x.to(self.device), y.to(self.device)
            scores, loss = self.judge(x, y)
            if learn:
                self.step(loss)
            tally.update(photos=len(y), loss=loss.item() * len(y), right=torch.sum(scores.argmax(1) == y).item())
            log.info("batch %d: %.3f", number, loss.item())
        return {"loss": tally["loss"] / tally["photos"], "accuracy": tally["right"] / tally["photos"]}

    def train(self, loader) -> dict[str, float]:
        self.model.train()
        return self.run(loader, learn=True)

    @torch.no_grad()
    def evaluate(self, loader) -> dict[str, float]:
        self.model.eval()
        return self.run(loader, learn=False)


def train_epoch(model, loader, loss_fn, opt, device="cpu"):
    return Trainer(model, loss_fn, opt, device).train(loader)


def evaluate(model, loader, loss_fn, device="cpu"):
    return Trainer(model, loss_fn, None, device).evaluate(loader)


def overfit_one_batch(model, batch, loss_fn, opt, steps):
    trainer, (x, y) = Trainer(model, loss_fn, opt), batch
    losses = []
    for _ in range(steps):
        _, loss = trainer.judge(x, y)
        trainer.step(loss)
        losses.append(loss.item())
    return losses


def fit(model, train, val, epochs, lr):
    trainer = Trainer(model, nn.CrossEntropyLoss(), torch.optim.NAdam(model.parameters(), lr=lr))
    rows = []
    for epoch in range(1, epochs + 1):
        row: dict[str, float] = {"epoch": epoch}
        for name, found in (("train", trainer.train(train)), ("val", trainer.evaluate(val))):
            row |= {f"{name}_{what}": number for what, number in found.items()}
        rows.append(row)
    return rows
