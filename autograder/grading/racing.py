"""The fixtures `race` and `baseline`: speed as a check sees it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal

import torch
from torch.utils._pytree import tree_map_only

from autograder.course import Unit
from autograder.grading.compare import assert_same
from autograder.grading.engine import Engine
from autograder.grading.subjects import Subject
from autograder.jail.faults import StudentFault
from autograder.jail.proxies import Dotted, Module, remote_of
from autograder.jail.remote import Call, Remote
from autograder.results import RaceCount, RaceRecord, RaceStep
from autograder.speed import clock
from autograder.speed.race import Race, RaceResult, Side

KINDS: tuple[Literal["operators", "bytes", "flops"], ...] = ("operators", "bytes", "flops")
LOOKED_AT = 2  # calls whose answers are compared before anything is measured


class TooSlowError(AssertionError):
    """A race whose last step was not reached. `record` says what was measured, `points` what was reached."""

    def __init__(self, record: RaceRecord, points: float) -> None:
        self.record, self.points = record, points
        super().__init__(f"{record.function} is {record.middle:.2f} times as fast as {record.baseline}")


@dataclass
class Races:
    """What the fixture `race` is: called by a check, it compares answers, and then times both sides.

    Attributes:
        record: the last race, won or not; None where speed was not judged.
    """

    engine: Engine
    unit: Unit
    subject: Subject
    student: Module
    seed: int
    record: RaceRecord | None = None
    _opened: int = 0
    _baseline: Module | None = None

    @property
    def baseline(self) -> Module:
        """What the fixture `baseline` is: the functions of baseline.py, in a process of their own.

        Raises:
            FileNotFoundError: the unit has none.
        """
        if self._baseline is None:
            self._baseline = Module(self._baseline_again())
        return self._baseline

    def close(self) -> None:
        """End the baseline's process."""
        if self._baseline is not None:
            remote_of(self._baseline).close()

    def __call__(
        self,
        function: Dotted,
        baseline: Dotted,
        *,
        inputs: Callable[[], tuple[Any, ...]],
        steps: Mapping[float, float],
        larger: Callable[[], tuple[Any, ...]] | None = None,
        **tolerance: Any,
    ) -> None:
        """Race `function` against `baseline`.

        Args:
            function: of the student: `student.pairwise`.
            baseline: of baseline.py: `baseline.pairwise_loop`.
            inputs: draws the arguments of one call; it is asked for each call, so that no answer can be used twice.
            steps: how many times as fast, and the points of the check that this is worth: `{2: 2, 8: 4}`.
            larger: draws larger arguments, on which operators and bytes are counted, too: what grows shows a loop.
                Those of the baseline are counted once for arguments of the same shapes, whatever numbers they hold.
            tolerance: `rtol`, `atol` for `assert_same`.

        Raises:
            Mismatch: an answer differs from the baseline's.
            TooSlowError: the last step was not reached.
            DisturbedError: no verdict: to be graded again.
            StudentFault: the student's code raised.
            ValueError: `steps` makes no sense.
        """
        __tracebackhide__ = True
        _refuse(steps)

        def same(got: Any, wanted: Any) -> None:
            assert_same(got, wanted, **tolerance)

        for _ in range(LOOKED_AT):
            args = inputs()
            same(function(*args), baseline(*args))
        if not self._judged():
            return
        race = Race(Side(function, self._again), Side(baseline, self._baseline_again), inputs, steps, same)
        try:
            with clock.stopped(remote_of(self.student).channel.pid):
                result = race.run()
        except StudentFault as fault:
            remote_of(self.student).remember(Call(function._label, inputs(), {}, fault=fault))
            raise
        self.record = _record(result, self._counts(function, baseline, inputs, larger))
        if result.reached < len(steps):
            raise TooSlowError(self.record, result.points)

    def _judged(self) -> bool:
        remote = self.subject.again(self.seed)
        if remote is None:
            return False
        remote.close()
        return True

    def _again(self) -> Remote:
        self._opened += 1
        remote = self.subject.again(self.seed + self._opened)
        assert remote is not None  # noqa: S101 - it was asked before
        return remote

    def _baseline_again(self) -> Remote:
        return self.engine.racer(self.unit, self.engine.baseline(self.unit), self.seed, "baseline")

    def _counts(
        self, function: Dotted, baseline: Dotted, inputs: Callable[[], Any], larger: Callable[[], Any] | None
    ) -> tuple[RaceCount, ...]:
        """What noise cannot touch, each in a process of its own."""

        def both(draw: Callable[[], Any]) -> list[dict[str, int]]:
            return [self._counted(function, self._again, draw()), self._counted_once(baseline, draw())]

        told = both(inputs)
        more = both(larger) if larger is not None else [{}, {}]
        return tuple(
            RaceCount(
                kind=kind,
                student=told[0].get(kind, 0),
                baseline=told[1].get(kind, 0),
                student_larger=more[0].get(kind),
                baseline_larger=more[1].get(kind),
            )
            for kind in KINDS
        )

    def _counted_once(self, baseline: Dotted, args: tuple[Any, ...]) -> dict[str, int]:
        """Of the baseline, whose loops take a second to count: what it costs is the same for each student."""
        key = self.engine.baseline(self.unit), baseline._label, repr(tree_map_only(torch.Tensor, _kind_of, args))
        if not self.engine.counted.get(key):  # nothing is told where the machine was too busy
            self.engine.counted[key] = self._counted(baseline, self._baseline_again, args)
        return self.engine.counted[key]

    @staticmethod
    def _counted(target: Dotted, again: Callable[[], Remote], args: tuple[Any, ...]) -> dict[str, int]:
        remote = again()
        try:
            counted = remote.ask("count", target._node, args, name=f"count of {target._label}")
        except StudentFault:
            return {}
        finally:
            remote.close()
        counted = counted if type(counted) is dict else {}
        return {kind: value for kind in KINDS if type(value := counted.get(kind)) is int and 0 <= value < 1 << 62}


def _kind_of(tensor: torch.Tensor) -> tuple[object, ...]:
    """What decides which operators a tensor goes through."""
    return tuple(tensor.shape), tensor.stride(), tensor.dtype, tensor.requires_grad


def _record(result: RaceResult, counts: tuple[RaceCount, ...]) -> RaceRecord:
    around = result.interval
    return RaceRecord(
        function=result.function,
        baseline=result.baseline,
        low=around.low,
        middle=around.middle,
        high=around.high,
        steps=tuple(
            RaceStep(ratio=step, points=result.steps[step], reached=number < result.reached)
            for number, step in enumerate(sorted(result.steps))
        ),
        rounds=tuple(tuple((pair.baseline, pair.student) for pair in pairs) for pairs in result.rounds),
        calls=result.calls,
        counts=counts,
    )


def _refuse(steps: Mapping[float, float]) -> None:
    """Raise ValueError unless larger ratios give more points."""
    ordered = sorted(steps)
    if not ordered or ordered[0] <= 0:
        raise ValueError(f"steps={dict(steps)}: name at least one ratio, such as {{2: 4}}; ratios are positive")
    worth = [steps[step] for step in ordered]
    if worth != sorted(set(worth)) or worth[0] <= 0:
        raise ValueError(f"steps={dict(steps)}: a larger ratio has to give more points")
