"""a4/u07 Schedule, clip, accumulate: how large a step is, how large it may be, and from how many photos it comes.

A part is one of several pieces of a batch: a tuple (x, y) of inputs and labels. B is the number of samples in a part.
"""

import math
from collections.abc import Callable, Iterable

import torch
from torch import nn


def warmup_cosine(step: int, warmup: int, total: int, base: float, floor: float = 0.0) -> float:
    """Give the learning rate of a step, counted from 0; `total` steps are planned, and 0 <= warmup < total.

    The first `warmup` steps climb evenly and reach `base` with the last of them: step 0 gets base / warmup. From step
    `warmup`, which gets `base`, the rate falls along half a cosine wave, and is `floor` at step `total` and ever after.

    >>> [warmup_cosine(step, 2, 4, 0.5) for step in range(5)]
    [0.25, 0.5, 0.5, 0.25, 0.0]
    """
    raise NotImplementedError("a4/u07 warmup_cosine")


def clip_(params: Iterable[torch.Tensor], max_norm: float) -> float:
    """Shorten all gradients together, in place, by one factor, so that their norm is at most `max_norm`, which is > 0.

    The norm is the root of the sum of the squares of all their numbers. Give it as a float, as it was before. A
    parameter without gradient, `.grad` None, adds nothing; without any gradient the norm is 0.0.

    >>> w, b = torch.zeros(2, requires_grad=True), torch.zeros(1, requires_grad=True)
    >>> w.grad, b.grad = torch.tensor([2.0, -4.0]), torch.tensor([4.0])
    >>> clip_([w, b], 3.0)
    6.0
    >>> w.grad, b.grad
    (tensor([ 1., -2.]), tensor([2.]))
    """
    raise NotImplementedError("a4/u07 clip_")


def accumulated_step(
    model: nn.Module,
    opt: torch.optim.Optimizer,
    loss_fn: Callable[[torch.Tensor, torch.Tensor], torch.Tensor],
    micro: list[tuple[torch.Tensor, torch.Tensor]],
) -> float:
    """Take one step on all parts in `micro` as if they were one batch, and give the mean loss of that batch as a float.

    `loss_fn(model(x), y)` is the mean over the B samples of a part, (). Gradients that are there already are cleared
    first. The parts pass through the model one by one, and the record of one is gone before the next comes.

    >>> model = nn.Linear(1, 1, bias=False)
    >>> _ = nn.init.zeros_(model.weight)
    >>> ones, opt = torch.ones(4, 1), torch.optim.SGD(model.parameters(), lr=0.5)
    >>> accumulated_step(model, opt, nn.functional.mse_loss, [(ones[:3], ones[:3]), (ones[3:], 5 * ones[3:])])
    7.0
    >>> model.weight.item()
    2.0
    """
    raise NotImplementedError("a4/u07 accumulated_step")


def set_lr(opt: torch.optim.Optimizer, lr: float) -> None:
    """Make `lr` the largest learning rate among the optimizer's groups; all others keep their ratio to it.

    All rates are larger than 0, before and after.

    >>> groups = [{"params": [torch.zeros(1)], "lr": rate} for rate in (0.5, 2.0)]
    >>> opt = torch.optim.SGD(groups)
    >>> set_lr(opt, 1.0)
    >>> [group["lr"] for group in opt.param_groups]
    [0.25, 1.0]
    """
    raise NotImplementedError("a4/u07 set_lr")
