from __future__ import annotations

import copy
from typing import Final


class _Clicker:
    """Common to all that counts."""

    __slots__ = ("_first", "seen", "value")

    def _begin(self) -> None:
        self.value = self._first
        self.seen = []


class Counter(_Clicker):
    __slots__ = ()

    def __init__(self, start: int = 0) -> None:
        self._first: Final = start
        self._begin()

    def up(self, by: int = 1) -> int:
        self.seen += [by]
        self.value += by
        return self.value

    reset = _Clicker._begin


def two_counters() -> tuple[Counter, Counter]:
    one = Counter()
    return one, copy.deepcopy(one)
