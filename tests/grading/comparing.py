"""What the tests of `compare` share."""

from __future__ import annotations

import math
from typing import Any

from autograder.grading.compare import Difference, compare

NAN, INF = math.nan, math.inf


class Remote:
    """Stands for an object in another process: to ask it anything is a fault."""

    __slots__ = ("type_name",)

    def __init__(self, type_name: str) -> None:
        self.type_name = type_name

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        raise AssertionError(f"asked for {name}")

    def __iter__(self) -> Any:
        raise AssertionError("iterated")

    def __len__(self) -> int:
        raise AssertionError("measured")

    def __eq__(self, other: object) -> bool:
        raise AssertionError("compared")

    __hash__ = object.__hash__


def difference(got: Any, expected: Any, **options: Any) -> Difference:
    """The first difference, which there must be."""
    found = compare(got, expected, **options)
    assert found is not None
    return found
