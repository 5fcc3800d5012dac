import torch
from torch import nn
from torch.nn import functional


def train_epoch(model, loader, loss_fn, opt, device="cpu"):
    [module.train() for module in model.modules()]
    opt.zero_grad()
    losses, sizes, correct = [], [], []
    for x, y in loader:
        x, y = x.to(torch.device(device)), y.to(torch.device(device))
        y_hat = model(x)
        l = loss_fn(y_hat, y)
        l.backward()
        opt.step()
        opt.zero_grad()
        losses.append(l.item())
        sizes.append(len(x))
        correct.append((y_hat.softmax(dim=1).argmax(dim=1) == y).sum().item())
    weighted = torch.tensor(losses, dtype=torch.float64) @ torch.tensor(sizes, dtype=torch.float64)
    return {"loss": weighted.item() / sum(sizes), "accuracy": sum(correct) / sum(sizes)}


def evaluate(model, loader, loss_fn, device="cpu"):
    model.train(False)
    before = torch.is_grad_enabled()
    torch.set_grad_enabled(False)
    triples = []
    for x, y in loader:
        x, y = x.to(torch.device(device)), y.to(torch.device(device))
        y_hat = model(x)
        triples.append((loss_fn(y_hat, y).item(), (y_hat.argmax(dim=1) == y).sum().item(), len(x)))
    torch.set_grad_enabled(before)
    n = sum(size for _, _, size in triples)
    return {"loss": sum(l * size for l, _, size in triples) / n, "accuracy": sum(c for _, c, _ in triples) / n}


def overfit_one_batch(model, batch, loss_fn, opt, steps):
    model.train()
    losses = []
    while len(losses) < steps:
        for parameter in model.parameters():
            parameter.grad = None
        l = loss_fn(model(batch[0]), batch[1])
        losses.append(l.item())
        l.backward()
        opt.step()
    return losses


def fit(model, train, val, epochs, lr):
    """Written out, without the functions above."""
    opt = torch.optim.Adagrad(model.parameters(), lr=lr)
    rows = []
    for epoch in range(epochs):
        row = {"epoch": epoch + 1}
        for name, loader in {"train": train, "val": val}.items():
            model.train(name == "train")
            loss_sum, hits, n = 0.0, 0, 0
            for x, y in loader:
                with torch.set_grad_enabled(name == "train"):
                    y_hat = model(x)
                    l = functional.cross_entropy(y_hat, y, reduction="sum")
                if name == "train":
                    opt.zero_grad()
                    (l / len(x)).backward()
                    opt.step()
                loss_sum, hits, n = loss_sum + l.item(), hits + (y_hat.argmax(1) == y).sum().item(), n + len(x)
            row[f"{name}_loss"], row[f"{name}_accuracy"] = loss_sum / n, hits / n
        rows.append(row)
    return rows
