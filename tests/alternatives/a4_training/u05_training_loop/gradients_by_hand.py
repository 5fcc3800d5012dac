import torch
from torch import Tensor, nn


def learn(model: nn.Module, x: Tensor, y: Tensor, loss_fn, opt: torch.optim.Optimizer) -> tuple[Tensor, Tensor]:
    """One step without `backward`: the gradients come from `torch.autograd.grad`, and are put where they belong."""
    scores = model(x)
    loss = loss_fn(scores, y)
    parameters = [p for p in model.parameters() if p.requires_grad]
    for parameter, gradient in zip(parameters, torch.autograd.grad(loss, parameters)):
        parameter.grad = gradient
    opt.step()
    for parameter in parameters:
        parameter.grad = None
    return scores.detach(), loss.detach()


def train_epoch(model: nn.Module, loader, loss_fn, opt, device: str = "cpu") -> dict[str, float]:
    model.train()
    total = right = torch.zeros((), device=device)
    n = 0
    for batch in loader:
        x = batch[0].to(device, non_blocking=True)
        y = batch[1].to(device, non_blocking=True)
        scores, loss = learn(model, x, y, loss_fn, opt)
        total = total + loss.double() * x.size(0)  # stays on the device
        right = right + scores.argmax(1).eq(y).sum()
        n += x.size(0)
    return {"accuracy": right.item() / n, "loss": total.item() / n}  # read once


@torch.inference_mode()
def evaluate(model: nn.Module, loader, loss_fn, device: str = "cpu") -> dict[str, float]:
    model.eval()
    total, right, n = 0.0, 0, 0
    for batch in loader:
        x, y = (part.to(device) for part in batch)
        scores = model(x)
        total += loss_fn(scores, y).item() * x.size(0)
        right += scores.argmax(1).eq(y).sum().item()
        n += x.size(0)
    model.train()  # ready for the next epoch
    return {"accuracy": right / n, "loss": total / n}


def overfit_one_batch(model: nn.Module, batch, loss_fn, opt, steps: int) -> list[float]:
    return [learn(model, batch[0], batch[1], loss_fn, opt)[1].item() for _ in range(steps)]


def fit(model: nn.Module, train, val, epochs: int, lr: float) -> list[dict]:
    weights = [p for p in model.parameters() if p.dim() > 1]
    others = [p for p in model.parameters() if p.dim() <= 1]
    groups = [{"params": group} for group in (weights, others) if group]
    opt = torch.optim.SGD(groups, lr=lr, momentum=0.9, nesterov=True)
    table = []
    while len(table) < epochs:
        learnt, seen = train_epoch(model, train, nn.functional.cross_entropy, opt), None
        seen = evaluate(model, val, nn.functional.cross_entropy)
        row = {"epoch": len(table) + 1}
        for name in ("loss", "accuracy"):
            row["train_" + name], row["val_" + name] = learnt[name], seen[name]
        table.append(row)
    return table
