"""a4/u05 The training loop: ask, judge, find the slopes, take a step, over and over; and how to look without learning.

A loader is anything that gives batches (x, y) when one loops over it: a DataLoader, or a plain list.
Letters in the comments: B photos in a batch (the last batch is often shorter), K classes.
"""

from collections.abc import Callable, Iterable

import torch
from torch import nn

Batches = Iterable[tuple[torch.Tensor, torch.Tensor]]
Loss = Callable[[torch.Tensor, torch.Tensor], torch.Tensor]


def train_epoch(
    model: nn.Module, loader: Batches, loss_fn: Loss, opt: torch.optim.Optimizer, device: str = "cpu"
) -> dict[str, float]:
    """Go through the loader once, in training mode, and let `opt` take one step for each batch.

    `loss_fn(scores, y)` gives the mean loss of a batch, shape (). Each batch is moved to `device`, where the model is.

    Returns "loss" and "accuracy" (0 to 1), means over all photos; each photo counts with the loss and the scores that
    it had *before* the step of its batch.

    >>> model = nn.Linear(1, 2)
    >>> _ = nn.init.zeros_(model.weight), nn.init.zeros_(model.bias)
    >>> opt = torch.optim.SGD(model.parameters(), lr=1.0)
    >>> loader = [(torch.ones(3, 1), torch.tensor([0, 0, 0])), (torch.ones(1, 1), torch.tensor([1]))]  # B = 3, then 1
    >>> told = train_epoch(model, loader, nn.functional.cross_entropy, opt)
    >>> round(told["loss"], 2), told["accuracy"]
    (1.05, 0.75)
    """
    raise NotImplementedError("a4/u05 train_epoch")


def evaluate(model: nn.Module, loader: Batches, loss_fn: Loss, device: str = "cpu") -> dict[str, float]:
    """Ask the model about every batch of the loader, in evaluation mode and without recording gradients.

    Weights, buffers, gradients and random generators stay as they are. Returns the same as `train_epoch`.

    >>> model = nn.Linear(1, 2)
    >>> _ = nn.init.zeros_(model.weight), nn.init.zeros_(model.bias)
    >>> loader = [(torch.ones(3, 1), torch.tensor([0, 0, 0])), (torch.ones(1, 1), torch.tensor([1]))]
    >>> told = evaluate(model, loader, nn.functional.cross_entropy)
    >>> round(told["loss"], 2), told["accuracy"]
    (0.69, 0.75)
    """
    raise NotImplementedError("a4/u05 evaluate")


def overfit_one_batch(
    model: nn.Module,
    batch: tuple[torch.Tensor, torch.Tensor],
    loss_fn: Loss,
    opt: torch.optim.Optimizer,
    steps: int,
) -> list[float]:
    """Learn one batch (x, y) by heart: take `steps` steps on it, and give the loss before each of them.

    >>> model = nn.Linear(1, 2)
    >>> _ = nn.init.zeros_(model.weight), nn.init.zeros_(model.bias)
    >>> opt = torch.optim.SGD(model.parameters(), lr=1.0)
    >>> batch = torch.ones(3, 1), torch.tensor([0, 0, 0])
    >>> losses = overfit_one_batch(model, batch, nn.functional.cross_entropy, opt, steps=3)
    >>> [round(loss, 2) for loss in losses]
    [0.69, 0.13, 0.08]
    """
    raise NotImplementedError("a4/u05 overfit_one_batch")


def fit(model: nn.Module, train: Batches, val: Batches, epochs: int, lr: float) -> list[dict[str, float]]:
    """Train on the loader `train` for some epochs, with cross-entropy, and look at the loader `val` after each of them.

    The optimiser is one of torch's, of your choice, with the learning rate `lr`; one and the same for all epochs.

    Returns a row for each epoch: "epoch" (counted from 1), "train_loss", "train_accuracy", "val_loss", "val_accuracy".

    >>> loader = [(torch.ones(3, 1), torch.tensor([0, 0, 0]))]
    >>> rows = fit(nn.Linear(1, 2), loader, loader, epochs=2, lr=0.5)
    >>> [row["epoch"] for row in rows], rows[1]["val_loss"] < rows[0]["val_loss"]
    ([1, 2], True)
    """
    raise NotImplementedError("a4/u05 fit")
