"""What `autograder bench` measures: one's own function against the slow version, on this machine and its GPU."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

import torch

from autograder.course import Unit
from autograder.grading.compare import Mismatch, assert_same
from autograder.grading.engine import Engine
from autograder.jail.faults import StudentFault
from autograder.jail.proxies import Module
from autograder.jail.remote import Program, Remote
from autograder.results import Reason
from autograder.speed.race import Race, RaceResult, Side

Inputs = tuple[tuple[int, ...] | int | float, ...]
ROUNDS = 6
NEAR = 1e-3  # relative and absolute: sound formulas and devices differ by so much; `check` looks closer


@dataclass(frozen=True)
class Timed:
    """One comparison.

    Attributes:
        seconds: of one call, of what was measured and of what it was compared with.
        device: where it was measured; None for the CPU.
        large: compared with the same function on the CPU, on large inputs; else with the slow version.
        problem: why there is no result: "not_written", "wrong", or what was raised.
    """

    function: str
    device: str | None = None
    large: bool = False
    seconds: tuple[float, float] = (0.0, 0.0)
    low: float = 0.0
    middle: float = 0.0
    high: float = 0.0
    problem: str = ""


def gpu() -> str | None:
    """The GPU that torch finds here, as torch calls it."""
    if torch.cuda.is_available():
        return "cuda"
    return "mps" if torch.backends.mps.is_available() else None


@dataclass(frozen=True)
class Stand:
    """A student's file, ready to be measured."""

    engine: Engine
    unit: Unit
    program: Program
    device: str | None = None

    def measure(self, function: str) -> Iterator[Timed]:
        """Against the slow version on the CPU and on the device, then device against CPU on large inputs."""
        info = self.unit.bench[function]
        slow = ("baseline", info.baseline)
        plain = self._timed(Timed(function), slow, info.inputs)
        yield plain
        if self.device is None or plain.problem:
            return
        yield self._timed(Timed(function, self.device), slow, info.inputs)
        if info.large:
            yield self._timed(Timed(function, self.device, large=True), ("cpu", function), info.large)

    def _timed(self, blank: Timed, against: tuple[str, str], inputs: Inputs) -> Timed:
        try:
            sides = (self._side("student", blank.function, blank.device), self._side(*against))
            return _with(blank, Race(*sides, _drawn(inputs), {}, _same, least_rounds=ROUNDS, void=False).run())
        except Mismatch:
            problem = "wrong"
        except StudentFault as fault:
            problem = "not_written" if fault.reason is Reason.NOT_ATTEMPTED else str(fault)
        return replace(blank, problem=problem)

    def _side(self, party: str, function: str, device: str | None = None) -> Side:
        program = self.engine.baseline(self.unit) if party == "baseline" else self.program

        def opens() -> Remote:
            return self.engine.racer(self.unit, program, 0, party)

        return Side(getattr(Module(opens()), function), opens, device)


def _with(blank: Timed, result: RaceResult) -> Timed:
    around = result.interval
    pairs = [pair for pairs in result.rounds for pair in pairs]
    own = statistics.median(pair.student for pair in pairs) / result.calls
    other = statistics.median(pair.baseline for pair in pairs) / result.calls
    return replace(blank, seconds=(own, other), low=around.low, middle=around.middle, high=around.high)


def _same(got: Any, wanted: Any) -> None:
    assert_same(got, wanted, rtol=NEAR, atol=NEAR)


def _drawn(inputs: Inputs) -> Callable[[], tuple[Any, ...]]:
    generator = torch.Generator().manual_seed(0)
    return lambda: tuple(torch.randn(each, generator=generator) if isinstance(each, tuple) else each for each in inputs)
