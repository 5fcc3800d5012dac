import torch
from torch import nn


def _pass(model, loader, loss_fn, opt=None, device="cpu"):
    """One way through the data; it learns if there is an optimiser."""
    learning = opt is not None
    model.train(learning)
    losses, hits = [], []
    with torch.set_grad_enabled(learning):
        for x, y in loader:
            x, y = x.to(device), y.to(device)
            scores = model(x)
            loss = loss_fn(scores, y)
            if learning:
                opt.zero_grad(set_to_none=False)
                loss.backward()
                opt.step()
            losses += [loss.item()] * len(y)
            hits += (scores.argmax(-1) == y).tolist()
    return {"loss": sum(losses) / len(losses), "accuracy": sum(hits) / len(hits)}


def train_epoch(model, loader, loss_fn, opt, device="cpu"):
    return _pass(model, loader, loss_fn, opt, device)


def evaluate(model, loader, loss_fn, device="cpu"):
    return _pass(model, loader, loss_fn, device=device)


def overfit_one_batch(model, batch, loss_fn, opt, steps):
    return [train_epoch(model, [batch], loss_fn, opt)["loss"] for _ in range(steps)]


def fit(model, train, val, epochs, lr):
    loss_fn, opt = nn.CrossEntropyLoss(), torch.optim.AdamW(model.parameters(), lr)
    return [
        {"epoch": epoch}
        | {f"train_{key}": value for key, value in train_epoch(model, train, loss_fn, opt).items()}
        | {f"val_{key}": value for key, value in evaluate(model, val, loss_fn).items()}
        for epoch in range(1, epochs + 1)
    ]
