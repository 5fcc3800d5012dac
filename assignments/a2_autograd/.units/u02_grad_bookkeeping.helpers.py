"""a2/u02 Gradient bookkeeping: what the checks do with your functions. Read it, and try it yourself.

A function of x cannot be sent to another process, and neither can a parameter with its gradient. So they are made here,
from numbers, beside your code.
"""

from collections.abc import Callable, Sequence
from typing import Any

import torch

# ------------------------------------------------------------------------ slope


def slope_of_polynomial(function: Callable[..., float], coefficients: Sequence[float], x: float) -> float:
    """What function(f, x) says. f is a polynomial, highest power first: [1.0, 0.0, 5.0] is x * x + 5."""

    def f(x: torch.Tensor) -> torch.Tensor:
        y = 0.0 * x
        for coefficient in coefficients:
            y = y * x + coefficient
        return y

    return function(f, x)


def slope_of_bend(function: Callable[..., float], left: float, right: float, x: float) -> float:
    """The same for a function with a bend at 0: left * x on the left, right * sin(x) on the right."""

    def f(x: torch.Tensor) -> torch.Tensor:
        return left * x if x < 0 else right * torch.sin(x)

    return function(f, x)


def slope_beside_a_weight(
    function: Callable[..., float], weight: float, gradient: float | None, x: float
) -> dict[str, Any]:
    """The same for weight * x * x. The weight is a parameter: what does its `.grad` hold afterwards?

    Before, it holds `gradient`, which somebody else will need.
    """
    w = torch.tensor(weight, requires_grad=True)
    w.grad = None if gradient is None else torch.tensor(gradient)

    def f(x: torch.Tensor) -> torch.Tensor:
        return w * x * x

    return {"slope": function(f, x), "gradient of the weight": w.grad}


# ------------------------------------------------------------ gd_step, grad_norm


def parameters(values: Sequence[torch.Tensor], gradients: Sequence[torch.Tensor | None]) -> list[torch.Tensor]:
    """Parameters with these values and these gradients."""
    made = [value.detach().clone().requires_grad_() for value in values]
    for parameter, gradient in zip(made, gradients, strict=True):
        parameter.grad = None if gradient is None else gradient.clone()
    return made


def gradients_of(params: Sequence[torch.Tensor]) -> list[torch.Tensor]:
    """The gradient of each parameter; zeros where it is None."""
    return [torch.zeros_like(each) if each.grad is None else each.grad.clone() for each in params]


def step(
    function: Callable[..., None],
    values: Sequence[torch.Tensor],
    gradients: Sequence[torch.Tensor | None],
    lr: float,
) -> dict[str, Any]:
    """Call function(params, lr), and look at the parameters: the very objects that were handed over."""
    params = parameters(values, gradients)
    function(list(params), lr)
    return {
        "values": [each.detach().clone() for each in params],
        "gradients": gradients_of(params),
        "leaves that record": [each.is_leaf and each.requires_grad for each in params],
        "recording goes on": torch.is_grad_enabled(),
    }


def norm(
    function: Callable[..., float], values: Sequence[torch.Tensor], gradients: Sequence[torch.Tensor | None]
) -> dict[str, Any]:
    """What function(params) says, and the gradients afterwards."""
    params = parameters(values, gradients)
    return {"norm": function(list(params)), "gradients": gradients_of(params)}


# ------------------------------------------------------------------- frozen_copy


def copy_then_write(
    function: Callable[[torch.Tensor], torch.Tensor], values: torch.Tensor, new: torch.Tensor
) -> dict[str, Any]:
    """Take function(x) of a parameter x, then write the numbers `new` into x. What does the copy hold, what x?"""
    x = values.detach().clone().requires_grad_()
    copy = function(x)
    with torch.no_grad():
        x.copy_(new)
    return {"copy": copy, "copy is recorded": copy.requires_grad, "x": x, "x is recorded": x.requires_grad}


def copy_as_constant(
    function: Callable[[torch.Tensor], torch.Tensor], values: torch.Tensor, upstream: torch.Tensor
) -> torch.Tensor | None:
    """The gradient that a parameter gets from (x * copy * upstream).sum(), where x is 3 times the parameter.

    The copy of x counts as a constant, so this is 3 * copy * upstream.
    """
    parameter = values.detach().clone().requires_grad_()
    x = 3 * parameter
    (x * function(x) * upstream).sum().backward()
    return parameter.grad
