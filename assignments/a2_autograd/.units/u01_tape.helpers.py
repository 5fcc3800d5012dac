"""a2/u01 The tape: what the checks do with your class. Read it, and try it yourself.

An expression is a list of lines, ["b = a * a", "e = b + 2"], and the numbers that it begins with, {"a": 3.0}. Each line
makes one name out of earlier ones. The same lines run with your Values and with torch's tensors: compare the two.
"""

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import torch


def made(start: dict[str, Any], lines: Sequence[str]) -> dict[str, Any]:
    """What stands behind each name once all lines have run, in order; `start` comes first."""
    names = dict(start)
    for line in lines:
        name, _, expression = line.partition(" = ")
        names[name] = eval(expression, {}, names)  # noqa: S307 - "a * a" with what stands behind the name a
    return names


def plain(number: Any) -> Any:
    """3 and 3.0 are alike here."""
    return float(number) if isinstance(number, int | float) else number


def numbers(function: Callable[..., Any], lines: Sequence[str], leaves: dict[str, float]) -> dict[str, float]:
    """The `data` of every name."""
    values = made({name: function(number) for name, number in leaves.items()}, lines)
    return {name: plain(value.data) for name, value in values.items()}


def gradients(
    function: Callable[..., Any], lines: Sequence[str], leaves: dict[str, float], back_from: str = ""
) -> dict[str, float]:
    """The `grad` of every name after `backward()` of the last one, or of the one called `back_from`."""
    values = made({name: function(number) for name, number in leaves.items()}, lines)
    values[back_from or list(values)[-1]].backward()
    return {name: plain(value.grad) for name, value in values.items()}


def gradients_one_after_the_other(
    function: Callable[..., Any], expressions: Sequence[Sequence[str]], leaves: dict[str, float]
) -> list[dict[str, float]]:
    """Several expressions that begin with the same Values. Each is made and goes backward before the next one is made.

    Gives the `grad` of the leaves after each of them.
    """
    start = {name: function(number) for name, number in leaves.items()}
    told = []
    for lines in expressions:
        values = made(start, lines)
        values[list(values)[-1]].backward()
        told.append({name: plain(leaf.grad) for name, leaf in start.items()})
    return told


def chain(steps: int) -> list[str]:
    """Lines for a long row of operations, two in each step: a number times w plus b, that times w plus b, and so on."""
    names = ["x", *(f"x{i}" for i in range(1, steps + 1))]
    return [f"{after} = {before} * w + b" for before, after in pairwise(names)]


# ---------------------------------------------------------------- the same, with torch


def numbers_with_torch(lines: Sequence[str], leaves: dict[str, float]) -> dict[str, float]:
    """As `numbers`, of float64 tensors of shape ()."""
    tensors = made({name: torch.tensor(number, dtype=torch.float64) for name, number in leaves.items()}, lines)
    return {name: tensor.item() for name, tensor in tensors.items()}


def gradients_with_torch(lines: Sequence[str], leaves: dict[str, float], back_from: str = "") -> dict[str, float]:
    """As `gradients`, by torch's own backward, in float64. What the end does not depend on has gradient 0."""
    tensors = made(_tensors(leaves), lines)
    for tensor in tensors.values():
        tensor.retain_grad()  # torch forgets what is in between, unless it is asked to keep it
    tensors[back_from or list(tensors)[-1]].backward()
    return {name: _gradient(tensor) for name, tensor in tensors.items()}


def gradients_one_after_the_other_with_torch(
    expressions: Sequence[Sequence[str]], leaves: dict[str, float]
) -> list[dict[str, float]]:
    """As `gradients_one_after_the_other`, by torch."""
    start = _tensors(leaves)
    told = []
    for lines in expressions:
        tensors = made(start, lines)
        tensors[list(tensors)[-1]].backward()
        told.append({name: _gradient(leaf) for name, leaf in start.items()})
    return told


def _tensors(leaves: dict[str, float]) -> dict[str, torch.Tensor]:
    return {
        name: torch.tensor(number, dtype=torch.float64, requires_grad=True)  # ()
        for name, number in leaves.items()
    }


def _gradient(tensor: torch.Tensor) -> float:
    return 0.0 if tensor.grad is None else tensor.grad.item()
