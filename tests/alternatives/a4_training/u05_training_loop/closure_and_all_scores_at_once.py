import torch
import torch.nn.functional as F


def train_epoch(model, loader, loss_fn, opt, device="cpu"):
    model.train()
    sums = {"loss": 0.0, "accuracy": 0.0}
    count = 0
    for x, y in loader:
        x, y = x.to(device), y.to(device)
        kept = {}

        def closure():
            opt.zero_grad()
            kept["scores"] = model(x)
            loss = loss_fn(kept["scores"], y)
            loss.backward()
            return loss

        loss = opt.step(closure)
        with torch.no_grad():
            sums["loss"] += len(y) * loss
            sums["accuracy"] += (kept["scores"].argmax(dim=1) == y).double().sum()
        count += len(y)
    return {name: value / count for name, value in sums.items()}


def evaluate(model, loader, loss_fn, device="cpu"):
    model.eval()
    scores, labels = [], []
    with torch.no_grad():
        for x, y in loader:
            scores.append(model(x.to(device)))
            labels.append(y.to(device))
        scores, labels = torch.cat(scores), torch.cat(labels)
        return {"loss": loss_fn(scores, labels), "accuracy": (scores.argmax(dim=1) == labels).float().mean()}


def overfit_one_batch(model, batch, loss_fn, opt, steps):
    x, y = batch
    history = []

    def closure():
        opt.zero_grad()
        loss = loss_fn(model(x), y)
        loss.backward()
        return loss

    for _ in range(steps):
        history.append(opt.step(closure).detach())
    return history


def fit(model, train, val, epochs, lr):
    def run():
        opt = torch.optim.RMSprop(model.parameters(), lr=lr)
        for epoch in range(1, epochs + 1):
            t = train_epoch(model, train, F.cross_entropy, opt)
            v = evaluate(model, val, F.cross_entropy)
            yield {
                "epoch": epoch,
                "train_loss": t["loss"],
                "train_accuracy": t["accuracy"],
                "val_loss": v["loss"],
                "val_accuracy": v["accuracy"],
            }

    return list(run())
