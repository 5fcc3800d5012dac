"""a4/u07 Schedule, clip, accumulate: what the checks do with your functions. Read it, and try it yourself.

Parameters with gradients, models and optimizers cannot be sent to another process. So they are made here, from numbers,
beside your code.
"""

from collections.abc import Callable, Sequence
from typing import Any

import torch
from torch import nn

# ------------------------------------------------------------------------- clip_


def clip(
    function: Callable[..., float],
    gradients: Sequence[torch.Tensor | None],
    max_norm: float,
    frozen: Sequence[int] = (),
    generator: bool = False,
) -> dict[str, Any]:
    """Call function(params, max_norm) for parameters with these gradients: what it returns, and what the gradients are.

    None: the parameter has no gradient. `frozen` are the places of those that need none. With `generator` the
    parameters come one by one, as `model.parameters()` hands them out. All parameters are 5.0, and should stay so.
    """
    params = []
    for i, gradient in enumerate(gradients):
        like = torch.zeros(2) if gradient is None else gradient
        parameter = nn.Parameter(torch.full_like(like, 5.0), requires_grad=i not in frozen)
        parameter.grad = None if gradient is None else gradient.clone()
        params.append(parameter)
    returned = function((each for each in params) if generator else list(params), max_norm)
    return {
        "returned": returned,
        "gradients": [None if each.grad is None else each.grad.clone() for each in params],
        "parameters as before": all(bool((each == 5.0).all()) for each in params),
    }


# -------------------------------------------------------------- accumulated_step


def line(weight: float) -> nn.Linear:
    """The smallest model there is: weight * x, for x of shape (B, 1)."""
    model = nn.Linear(1, 1, bias=False)
    nn.init.constant_(model.weight, weight)
    return model


def network(weights: dict[str, torch.Tensor], frozen: Sequence[str] = ()) -> nn.Sequential:
    """Two layers with these weights, x of shape (B, D) to scores of shape (B, K); `frozen` names what may not learn."""
    hidden, features = weights["0.weight"].shape
    model = nn.Sequential(nn.Linear(features, hidden), nn.Tanh(), nn.Linear(hidden, len(weights["2.bias"])))
    model.to(weights["0.weight"].dtype).load_state_dict(weights)
    for name in frozen:
        model.get_parameter(name).requires_grad_(False)
    return model


def sgd(model: nn.Module, lr: float) -> torch.optim.Optimizer:
    """An optimizer for all parameters of the model, frozen ones too."""
    return torch.optim.SGD(model.parameters(), lr=lr)


def leave_gradients(model: nn.Module, size: float) -> None:
    """What somebody who worked with the model before may leave behind: all gradients are `size`."""
    for parameter in model.parameters():
        parameter.grad = torch.full_like(parameter, size)


# ------------------------------------------------------------------------ set_lr


def rates_after(function: Callable[..., None], rates: Sequence[float], asked: Sequence[float]) -> list[dict[str, Any]]:
    """Call function(opt, lr) for each lr in `asked`, one after the other; opt has one group for each of the `rates`.

    Each time, the rates that stand in the groups then, and how far a step moves a parameter whose gradient is -1.
    """
    params = [torch.zeros(1, dtype=torch.float64, requires_grad=True) for _ in rates]
    groups = [{"params": [each], "lr": rate} for each, rate in zip(params, rates, strict=True)]
    opt = torch.optim.SGD(groups, lr=99.0)  # a rate that no group uses
    told = []
    for lr in asked:
        function(opt, lr)
        before = [each.item() for each in params]
        for each in params:
            each.grad = torch.full_like(each, -1.0)
        opt.step()
        moved = [each.item() - old for each, old in zip(params, before, strict=True)]
        told.append({"rates": [group["lr"] for group in opt.param_groups], "moved": moved})
    return told
