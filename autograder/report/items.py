"""Item analysis: how hard each check of an assignment is, and whether it tells better students from weaker ones.

Over the students who handed in something for the check's unit (at least one of its checks is not `not_attempted`), and
without those for whom the grader itself broke at this check, or whose attempt was interrupted:

* Difficulty is the mean share of the check's points, x / max: 0 if nobody got any, 1 if everybody got all.
* Discrimination is the corrected item-rest correlation: Pearson's

      r = sum((x - mean x)(y - mean y)) / sqrt(sum((x - mean x)^2) sum((y - mean y)^2))

  of the check's points x with y, the points of all the other checks of the assignment. The check is left out of y,
  since with it a check would be correlated with itself. (S. Henrysson, "Correction of item-total correlations in item
  analysis", Psychometrika 28 (1963) 211-218.) There is none with fewer than `ENOUGH` students, nor where all have the
  same x or the same y.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from autograder.report.summary import Outcome, outcome
from autograder.results import AttemptResult, CheckResult, Status

ENOUGH = 10  # students; of fewer, one decides what the correlation is
LOW = 0.1  # a discrimination below it says that better students fail the check as often


class Flag(StrEnum):
    """What an instructor should look at."""

    NOBODY_FAILS = "nobody_fails"
    EVERYBODY_FAILS = "everybody_fails"
    NEGATIVE = "negative"  # better students fail it more often
    LOW = "low"  # they fail it as often


@dataclass(frozen=True)
class Item:
    """One check, over a class.

    Attributes:
        check: the check as it stands in one of the attempts.
        students: so many are counted.
        failed: so many of them did not pass it.
        difficulty: mean share of its points; None where nobody is counted, or the check has no points.
        discrimination: see the module; None where it cannot be told.
    """

    check: CheckResult
    students: int
    failed: int
    difficulty: float | None
    discrimination: float | None
    flags: tuple[Flag, ...] = ()


def item_analysis(results: Sequence[AttemptResult]) -> tuple[Item, ...]:
    """The checks of one assignment, in the order of the course; `results` hold one attempt of each student."""
    rows: dict[tuple[str, str], list[tuple[CheckResult, float]]] = {}
    for result in results:
        begun = {check.unit for check in result.checks if outcome(check) is not Outcome.NOT_ATTEMPTED}
        whole = math.fsum(check.points for check in result.checks)
        for check in result.checks:
            found = rows.setdefault((check.unit, check.check), [])
            if result.finished_at is not None and check.unit in begun and check.status is not Status.ERROR:
                found.append((check, whole - check.points))
    first = {(check.unit, check.check): check for result in reversed(results) for check in reversed(result.checks)}
    units = list(dict.fromkeys(unit for unit, _ in rows))
    ordered = sorted(rows, key=lambda place: units.index(place[0]))
    return tuple(_item(first[place], rows[place]) for place in ordered)


def correlation(first: Sequence[float], second: Sequence[float]) -> float | None:
    """Pearson's r of two sequences of one length; None where one of them has no spread."""
    one, other = _centred(first), _centred(second)
    if one is None or other is None:
        return None
    product = math.fsum(x * y for x, y in zip(one, other, strict=True))
    r = product / math.sqrt(math.fsum(x * x for x in one) * math.fsum(y * y for y in other))
    return max(-1.0, min(1.0, r))


def _item(check: CheckResult, rows: Sequence[tuple[CheckResult, float]]) -> Item:
    failed = sum(row.status is not Status.PASSED for row, _ in rows)
    shares = [row.points / row.max_points for row, _ in rows if row.max_points]
    difficulty = math.fsum(shares) / len(shares) if shares else None
    discrimination = None
    if len(rows) >= ENOUGH:
        discrimination = correlation([row.points for row, _ in rows], [rest for _, rest in rows])
    return Item(check, len(rows), failed, difficulty, discrimination, tuple(_flags(len(rows), failed, discrimination)))


def _flags(students: int, failed: int, discrimination: float | None) -> Iterator[Flag]:
    if students and not failed:
        yield Flag.NOBODY_FAILS
    if students and failed == students:
        yield Flag.EVERYBODY_FAILS
    if discrimination is not None and discrimination < LOW:
        yield Flag.NEGATIVE if discrimination < 0 else Flag.LOW


def _centred(values: Sequence[float]) -> list[float] | None:
    mean = math.fsum(values) / len(values) if values else 0.0
    centred = [value - mean for value in values]
    spread = max(map(abs, centred), default=0.0)
    return centred if spread > 1e-9 * max(1.0, abs(mean)) else None
