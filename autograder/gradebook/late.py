"""What late work costs. `PerDay` is what class.toml configures; a class of your own can take its place.

# late.py, beside class.toml, which says:  [late]  class = "late.py:HalfAfterADay"
from datetime import timedelta
from autograder.gradebook.late import Late, Penalty, Text

class HalfAfterADay:
    def penalty(self, late: Late) -> Penalty:
        if late.by <= timedelta(days=1):
            return Penalty(0.0, Text(en="Less than a day late: nothing is taken off", zh="迟交不到一天，不扣分"))
        return Penalty(late.points / 2, Text(en="More than a day late: half the points", zh="迟交超过一天，扣一半"))
"""

from __future__ import annotations

import importlib.util
import math
import sys
from collections.abc import Mapping
from contextlib import redirect_stdout
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any, Literal, Protocol

from autograder.results import Text

__all__ = ["Late", "LateError", "LatePolicy", "Penalty", "PerDay", "Text", "asked", "late_text", "load_policy"]

_DAY = timedelta(days=1)


class LateError(Exception):
    """A policy of an instructor's own cannot be used; the message says what it did."""


@dataclass(frozen=True)
class Late:
    """A late submission, as a policy sees it.

    Attributes:
        by: how long after the student's deadline, extensions included; more than the grace minutes.
        points, max_points: what the work is worth (checks and marks, without what persons added), and could be.
        free_days_used: late days of the course that this student has used up at earlier assignments.
    """

    student: str
    assignment: str
    by: timedelta
    points: float
    max_points: float
    free_days_used: int = 0


@dataclass(frozen=True)
class Penalty:
    """What is taken off.

    Attributes:
        points: 0 or more; never more than the work's points are taken off.
        reason: the student reads it.
        free_days: late days of the course that are used up by this.
    """

    points: float
    reason: Text
    free_days: int = 0


class LatePolicy(Protocol):
    """What late work costs."""

    def penalty(self, late: Late) -> Penalty:
        """What to take off."""


@dataclass(frozen=True)
class PerDay:
    """So many percent for each day begun, after free days that a student has for the whole course.

    Attributes:
        percent: of the points, for each day.
        of: which points: those of the work ("score"), or those that could be reached ("max_score").
        grace: not counted, at the deadline and at each day's end.
        free_days: used up before anything is taken off, at the first late work of a student, and so on.
    """

    percent: float = 0.0
    of: Literal["score", "max_score"] = "score"
    grace: timedelta = timedelta()
    free_days: int = 0

    def penalty(self, late: Late) -> Penalty:
        """See `LatePolicy.penalty`."""
        days = max(0, math.ceil((late.by - self.grace) / _DAY))
        free = min(days, max(0, self.free_days - late.free_days_used))
        percent = min(100.0, self.percent * (days - free))
        of = late.points if self.of == "score" else late.max_points
        return Penalty(min(late.points, of * percent / 100), self._reason(late, free, percent, of), free)

    def _reason(self, late: Late, free: int, percent: float, of: float) -> Text:
        by = late_text(late.by)
        en, zh = f"{by.en} late", f"迟交{by.zh}"
        if free:
            en += f", {free} free {'day' if free == 1 else 'days'} used"
            zh += f"，用去 {free} 个免罚日"
        if percent:
            en += f": {percent:g} % of {round(of, 2):g} points"
            zh += f"：扣 {round(of, 2):g} 分的 {percent:g}%"
        return Text(en=en, zh=zh)


def asked(policy: LatePolicy, late: Late) -> Penalty:
    """What the policy takes off, in hundredths of points, or all that there are.

    Raises:
        LateError: it raised, or gave something else than a `Penalty`.
    """
    try:
        with redirect_stdout(sys.stderr):  # what a command prints may be read by another program
            penalty = policy.penalty(late)
    except (Exception, SystemExit) as problem:
        raise LateError(
            f"The late policy {type(policy).__name__} raised {type(problem).__name__}: {problem} (about {late})."
        ) from problem
    if not _is_sound(penalty):
        raise LateError(
            f"The late policy {type(policy).__name__} gave {penalty!r}; a Penalty with 0 or more points is wanted, its "
            "reason a Text in both languages, and its free days a whole number from 0."
        )
    all_of_it = penalty.points >= late.points
    points = late.points if all_of_it else min(round(penalty.points, 2), late.points)
    return Penalty(points, penalty.reason, penalty.free_days)


def _is_sound(penalty: object) -> bool:
    """Whether it is what `LatePolicy` promises: an instructor's own class may give anything."""
    return (
        isinstance(penalty, Penalty)
        and isinstance(penalty.points, int | float)
        and math.isfinite(penalty.points)
        and penalty.points >= 0
        and isinstance(penalty.reason, Text)
        and isinstance(penalty.free_days, int)
        and penalty.free_days >= 0
    )


def late_text(by: timedelta) -> Text:
    """How late, in words: "3 min", "5 h 20 min", "1 d 4 h"."""
    minutes = max(1, math.ceil(by / timedelta(minutes=1)))
    days, hours, minutes = minutes // 1440, minutes // 60 % 24, minutes % 60
    parts = [(days, "d", "天"), (hours, "h", "小时"), (minutes if not days else 0, "min", "分钟")]
    kept = [(number, en, zh) for number, en, zh in parts if number]
    return Text(
        en=" ".join(f"{number} {en}" for number, en, _ in kept),
        zh="".join(f" {number} {zh}" for number, _, zh in kept),
    )


def load_policy(name: str, folder: Path, options: Mapping[str, Any]) -> LatePolicy:
    """An instructor's own policy: `name` is "FILE.py:CLASS", the file as seen from `folder`.

    Raises:
        LateError: there is no such file or class, or it cannot be made with these options.
    """
    file, colon, called = name.rpartition(":")
    place = folder / file
    if colon and not place.is_file():
        raise LateError(f"{name!r} names no class in a file: there is no {file} beside class.toml.")
    if not colon:
        raise LateError(f"{name!r} names no class in a file: write FILE.py:CLASS, the file beside class.toml.")
    spec = importlib.util.spec_from_file_location(f"late_policy_{place.stem}", place)
    if spec is None or spec.loader is None:
        raise LateError(f"{place} is not a Python file.")
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module  # a dataclass looks its module up there
    try:
        with redirect_stdout(sys.stderr):
            spec.loader.exec_module(module)
            policy: LatePolicy = getattr(module, called)(**options)
    except (Exception, SystemExit) as problem:
        raise LateError(f"{place}: {called} cannot be made: {type(problem).__name__}: {problem}") from problem
    if not callable(getattr(policy, "penalty", None)):
        raise LateError(f"{place}: {called} has no method `penalty(late)`.")
    return policy
