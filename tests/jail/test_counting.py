"""What a call is counted to cost."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
import torch
from torch.utils.flop_counter import FlopCounterMode

from autograder.jail.counting import count


def in_inference(a: torch.Tensor) -> torch.Tensor:
    with torch.inference_mode():
        return torch.nn.functional.linear(a, a)  # reaches the counter whole, and is made of others


def trained(a: torch.Tensor) -> None:
    layer = torch.nn.Linear(a.shape[1], 2)
    layer(a).sum().backward()


def number_by_number(a: torch.Tensor) -> torch.Tensor:
    out = torch.empty(len(a))
    for i in range(len(a)):
        out[i] = a[i].sum()
    return out


SQUARE = torch.ones(4, 4)


def test_operators_and_bytes_are_those_of_what_is_computed_and_not_of_views() -> None:
    assert count(lambda a: a.T + 1, (SQUARE,)) == {"operators": 2, "bytes": 2 * 64, "flops": 0}
    assert count(lambda a: torch.cat([a, a]), (SQUARE,)) == {"operators": 1, "bytes": 64 + 64 + 128, "flops": 0}


def test_a_loop_has_as_many_operators_as_it_runs() -> None:
    few, many = (count(number_by_number, (torch.ones(rows, 4),))["operators"] for rows in (10, 20))
    assert many - few == 10 * ((few - 1) / 10)


@pytest.mark.parametrize(
    "function",
    [lambda a: a @ a, in_inference, trained, number_by_number, lambda a: torch.einsum("ij,kj->ik", a, a), torch.cdist],
    ids=["product", "inference", "trained", "loop", "einsum", "cdist"],
)
def test_flops_are_those_that_torch_counts(function: Callable[..., Any]) -> None:
    args = (SQUARE, SQUARE) if function is torch.cdist else (SQUARE,)
    with FlopCounterMode(display=False) as flops:
        function(*args)
    assert count(function, args)["flops"] == flops.get_total_flops()
