"""Confined student code can still do what the course teaches: torch, NumPy and Python work in a jail."""

from __future__ import annotations

import importlib.util
from typing import Any

import pytest

pytestmark = pytest.mark.skipif(importlib.util.find_spec("torch") is None, reason="needs torch")

EXPECTED = {
    "multiply matrices": 64.0**3,
    "differentiate": [2.0, 4.0],
    "convolve": [2, 4, 14, 14],
    "sort": [0, 1, 2],
    "run a recurrent network": [3, 2, 5],
    "run a transformer layer": [3, 2, 8],
    "decompose": [1, 1, 1],
    "map over a function": [1.0, 1.0, 1.0],
    "seed from the system": True,
    "compute in threads": 4,
    "compute with two threads": 500.0**3 + 1e6,
    "use 500 MB": 500,
    "read torch's source": True,
    "save and load in memory": [1.0, 1.0, 1.0],
    "load batches": 4,
    "draw with NumPy": True,
    "look for a GPU": False,
    "compile without a compiler": 0,
    "step with SGD": True,
    "step with AdamW": True,
    "step with LBFGS": True,
    "import modules late": [
        "numpy.fft",
        "numpy.polynomial",
        "torch.utils.checkpoint",
        "torch.utils.flop_counter",
        "decimal",
    ],
}
TOO_LARGE = "ask for 8 GB"


@pytest.fixture
def results(jails: Any, needs_landlock: None) -> Any:
    return jails.outcome(module="torch_probes", probes=(TOO_LARGE, *EXPECTED)).results


@pytest.mark.parametrize("probe", EXPECTED)
def test_it_works(results: Any, probe: str) -> None:
    assert results[probe] == ["returned", EXPECTED[probe]]


def test_a_tensor_over_the_limit_raises_and_the_jail_goes_on(results: Any) -> None:
    assert results[TOO_LARGE] == ["raised", "RuntimeError"]
