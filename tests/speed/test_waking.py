"""A process that was stopped is woken before it is measured, by what says nothing of the inputs that come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from types import SimpleNamespace
from typing import Any

from autograder.jail.channels import LocalChannel
from autograder.speed import race as races
from autograder.speed.race import Race, Runner, Side


@dataclass
class Asked:
    """A request that costs a millisecond and doubles what it is sent."""

    calls: Sequence[Sequence[Any]]
    told_cpu: float = 0.001

    def send(self) -> None:
        pass

    def answers(self) -> list[Any]:
        return [2 * args[0] for args in self.calls]


@dataclass
class Asking:
    """Notes what is asked of a process, in order: whether anything is called, and the inputs that are sent."""

    name: str
    log: list[tuple[str, bool, list[int]]]
    channel: Any = field(default_factory=LocalChannel)

    def timed(self, node: Any, calls: Sequence[Sequence[Any]], *, again: bool = False, device: Any = None) -> Asked:
        self.log.append((self.name, not again, [args[0] for args in calls]))
        return Asked(calls)


def both() -> tuple[Race, Runner, Runner, list[tuple[str, bool, list[int]]]]:
    log: list[tuple[str, bool, list[int]]] = []
    sides = [Side(SimpleNamespace(_node={}, _label=name), open=None) for name in ("student", "baseline")]  # type: ignore[arg-type]
    student, baseline = (Runner(side, Asking(side.name, log)) for side in sides)  # type: ignore[arg-type]
    race = Race(*sides, inputs=tuple, steps={2: 1}, same=lambda got, wanted: None)
    return race, student, baseline, log


def test_each_is_sent_what_it_had_before_and_then_what_is_measured() -> None:
    race, student, baseline, log = both()
    race._pair(baseline, student, [(1,), (2,)], first=True)
    race._pair(baseline, student, [(3,), (4,)], first=False)
    assert log == [
        ("baseline", True, [1, 2]), ("student", True, [1, 2]),
        ("student", False, [1, 2]), ("student", True, [3, 4]), ("baseline", False, [1, 2]), ("baseline", True, [3, 4]),
    ]  # fmt: skip


def test_what_takes_long_to_send_is_not_sent_twice() -> None:
    race, student, baseline, log = both()
    race._pair(baseline, student, [(1,)], first=True)
    race._bytes = races.MOST_TO_WAKE + 1
    race._pair(baseline, student, [(2,)], first=True)
    assert [called for _, called, _ in log] == [True] * 4
