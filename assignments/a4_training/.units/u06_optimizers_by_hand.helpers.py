"""a4/u06 Optimisers by hand: what the checks do with your classes. Read it, and try it yourself.

Each function makes parameters that begin at the numbers in `start`, hands them to an optimiser of your class, lets it
take steps, and says what came of it.
"""

import gc
from collections.abc import Callable, Iterable, Sequence
from typing import Any

import torch
from torch import nn

Gradients = Sequence[torch.Tensor | None]


def parameters_at(start: Sequence[torch.Tensor]) -> list[nn.Parameter]:
    """Parameters with these numbers."""
    return [nn.Parameter(numbers.clone()) for numbers in start]


def build(function: Callable[..., Any], params: Iterable[nn.Parameter], options: dict[str, Any]) -> Any:
    """An optimiser of your class. Torch's own are refused: they are written already."""
    optimizer = function(params, **options)
    if isinstance(optimizer, torch.optim.Optimizer):
        raise TypeError(f"{type(optimizer).__name__} is an optimiser of torch's; a plain class of your own is wanted")
    return optimizer


def give(parameters: Sequence[nn.Parameter], gradients: Gradients) -> None:
    """Put a gradient into each parameter, as `backward` would."""
    for parameter, gradient in zip(parameters, gradients, strict=True):
        parameter.grad = None if gradient is None else gradient.clone()


def read(parameters: Sequence[nn.Parameter]) -> list[torch.Tensor]:
    """The numbers of each parameter."""
    return [parameter.detach().clone() for parameter in parameters]


def loss_of(parameters: Sequence[nn.Parameter]) -> torch.Tensor:
    """The sum of all squares: the gradient of each number is twice the number."""
    return torch.stack([(parameter**2).sum() for parameter in parameters]).sum()


def descend(
    function: Callable[..., Any],
    start: Sequence[torch.Tensor],
    gradients: Sequence[Gradients],
    **options: Any,
) -> list[list[torch.Tensor]]:
    """Where the parameters are after each step, if these are their gradients before it. None: it has no gradient."""
    parameters = parameters_at(start)
    return walk(build(function, list(parameters), options), parameters, gradients)


def walk(
    optimizer: Any, parameters: Sequence[nn.Parameter], gradients: Sequence[Gradients]
) -> list[list[torch.Tensor]]:
    """Take a step with each of these gradients: where the parameters are after each."""
    told = []
    for each in gradients:
        give(parameters, each)
        optimizer.step()
        told.append(read(parameters))
    return told


def steps_of_torch(
    name: str, start: Sequence[torch.Tensor], gradients: Sequence[Gradients], **options: Any
) -> list[list[torch.Tensor]]:
    """What `descend` says of torch's own optimiser of this name, to compare with."""
    parameters = parameters_at(start)
    return walk(getattr(torch.optim, name)(parameters, **options), parameters, gradients)


def clear_and_descend(
    function: Callable[..., Any],
    start: Sequence[torch.Tensor],
    gradients: Sequence[Gradients],
    **options: Any,
) -> list[list[torch.Tensor]]:
    """The same, with a `zero_grad()` before the first step and after each."""
    parameters = parameters_at(start)
    optimizer = build(function, list(parameters), options)
    optimizer.zero_grad()
    told = []
    for each in gradients:
        give(parameters, each)
        optimizer.step()
        optimizer.zero_grad()
        told.append(read(parameters))
    return told


def gradients_left(
    function: Callable[..., Any],
    start: Sequence[torch.Tensor],
    gradients: Sequence[Gradients],
    **options: Any,
) -> list[list[torch.Tensor | None]]:
    """What stands in the `.grad` of each parameter after each step."""
    parameters = parameters_at(start)
    optimizer = build(function, list(parameters), options)
    told = []
    for each in gradients:
        give(parameters, each)
        optimizer.step()
        told.append([None if p.grad is None else p.grad.detach().clone() for p in parameters])
    return told


def train(
    function: Callable[..., Any], start: Sequence[torch.Tensor], rounds: int, **options: Any
) -> list[list[torch.Tensor]]:
    """A real training loop with `loss_of`: where the parameters are after each round."""
    parameters = parameters_at(start)
    optimizer = build(function, list(parameters), options)
    told = []
    for _ in range(rounds):
        loss_of(parameters).backward()
        optimizer.step()
        optimizer.zero_grad()
        told.append(read(parameters))
    return told


def third_round(
    function: Callable[..., Any], start: Sequence[torch.Tensor], generator: bool = False, **options: Any
) -> str:
    """The same loop, three rounds, the parameters handed over in a list or one by one out of a generator.

    Says what became of the numbers in the last round, and of the gradients after it.
    """
    parameters = parameters_at(start)
    optimizer = build(function, (p for p in parameters) if generator else list(parameters), options)
    before = read(parameters)
    for _ in range(3):
        before = read(parameters)
        loss_of(parameters).backward()
        optimizer.step()
        optimizer.zero_grad()
    if not all(bool((p != old).all()) for p, old in zip(parameters, before, strict=True)):
        return "some numbers stand still"
    if any(p.grad is not None and p.grad.any() for p in parameters):
        return "moved, but some gradients are left"
    return "moved, and gradients cleared"


def records_kept(function: Callable[..., Any], start: Sequence[torch.Tensor], **options: Any) -> bool:
    """Whether, after three rounds, a tensor is left that still carries the record of how it was computed."""
    earlier = {id(each) for each in recorded()}
    parameters = parameters_at(start)
    optimizer = build(function, list(parameters), options)
    for _ in range(3):
        loss_of(parameters).backward()
        optimizer.step()
        optimizer.zero_grad()
    return any(id(each) not in earlier for each in recorded())


def recorded() -> list[torch.Tensor]:
    """All tensors in memory that came out of a recorded computation."""
    return [each for each in gc.get_objects() if issubclass(type(each), torch.Tensor) and each.grad_fn is not None]
