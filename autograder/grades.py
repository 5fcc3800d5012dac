"""The grade: points of checks, marks for answers, and what persons changed, each as a line of arithmetic.

An attempt's checks never change. What is added to them later (marks, manual changes, late penalties) is kept beside
them, and the grade is computed anew wherever it is shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from autograder.results import Adjustment, Answer, AttemptResult, CheckResult, Deduction, Place, Text


@dataclass(frozen=True)
class Line:
    """One line of the arithmetic.

    Attributes:
        kind: points of checks, of an answer, a person's change, or what the rules of the class take off.
        points: what it adds to the grade.
        of: for `answer` and for a change that sets: the most that could be had there; None where there is no most.
        was: for a change that sets: the points before it.
        answer: whose mark it is.
        change: why; None for checks, for an answer without a mark, and for a deduction.
        reason: why, of a deduction.
    """

    kind: Literal["checks", "answer", "change", "deduction"]
    points: float
    of: float | None = None
    was: float | None = None
    answer: Answer | None = None
    change: Adjustment | None = None
    reason: Text | None = None


@dataclass(frozen=True)
class Grade:
    """A student's grade at an assignment.

    Attributes:
        lines: their points add up to `points`, but that a grade is never below 0.
        is_final: False while the attempt is not, or an answer waits for its mark.
    """

    lines: tuple[Line, ...]
    points: float
    max_points: float
    is_final: bool

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing but the points of checks."""
        return len(self.lines) == 1


@dataclass(frozen=True)
class Record:
    """A student at an assignment.

    Attributes:
        result: the attempt that counts.
        attempts: all of them, that one included, by number; each with its standing.
        name, section, email: as the roster has them; "" where it does not.
    """

    result: AttemptResult
    attempts: tuple[AttemptResult, ...]
    name: str = ""
    section: str = ""
    email: str = ""

    @property
    def student(self) -> str:
        """The student's id."""
        return self.result.student


def grade_of(result: AttemptResult) -> Grade:
    """The grade, computed from an attempt and what is kept beside it."""
    lines = (
        Line("checks", result.points, result.max_points),
        *_changes_of_checks(result),
        *_marks(result),
        *(Line("deduction", each.points, reason=each.reason) for each in _deductions(result)),
        *(Line("change", each.points, change=each) for each in result.adjustments if each.kind == "add"),
    )
    points = max(0.0, sum(line.points for line in lines))
    most = result.max_points + sum(answer.max_points for answer in result.answers)
    waiting = any(line.kind == "answer" and line.change is None and _is_written(line.answer) for line in lines)
    return Grade(lines, points, most, result.is_final and not waiting)


def work_points(result: AttemptResult) -> float:
    """What the work itself is worth: checks and marks, without what persons added or rules take off."""
    lines = (*_changes_of_checks(result), *_marks(result))
    return result.points + sum(line.points for line in lines)


def points_at(result: AttemptResult, place: Place) -> tuple[float, float] | None:
    """What the checks gave at a place and what they could have given; None where the attempt has nothing there."""
    rows = _rows_at(result.checks, place)
    return (sum(row.points for row in rows), sum(row.max_points for row in rows)) if rows else None


def mark_of(result: AttemptResult, answer: Answer) -> Adjustment | None:
    """The mark that a person gave to an answer, the last one."""
    place = Place(unit=answer.unit, item=answer.question)
    return next((each for each in reversed(result.adjustments) if each.kind == "set" and each.place == place), None)


def _deductions(result: AttemptResult) -> Sequence[Deduction]:
    return result.standing.deductions if result.standing else ()


def _changes_of_checks(result: AttemptResult) -> Iterator[Line]:
    """Points set in place of those that the checks gave; of several at one place the last."""
    last = {each.place: each for each in result.adjustments if each.kind == "set"}
    for place, change in last.items():
        found = points_at(result, place)
        if found is not None:
            before, most = found
            yield Line("change", change.points - before, most, before, change=change)


def _marks(result: AttemptResult) -> Iterator[Line]:
    for answer in result.answers:
        mark = mark_of(result, answer)
        yield Line("answer", mark.points if mark else 0.0, answer.max_points, answer=answer, change=mark)


def _rows_at(checks: Sequence[CheckResult], place: Place) -> list[CheckResult]:
    return [
        row
        for row in checks
        if place.unit in (None, row.unit) and place.item in (None, row.function) and place.hidden in (None, row.hidden)
    ]


def _is_written(answer: Answer | None) -> bool:
    return answer is not None and bool(answer.text.strip())
