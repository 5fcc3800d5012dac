"""What matters most in a result: what to look at first, what happened, which mistakes a class makes."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum

from autograder.results import AttemptResult, CheckResult, Feedback, Lang, Reason, Standing, Status


class Outcome(StrEnum):
    """How a report draws a check."""

    PASSED = "passed"
    FAILED = "failed"
    BLOCKED = "blocked"  # did not run, since one that it needs failed
    NOT_ATTEMPTED = "not_attempted"
    ERROR = "error"


@dataclass(frozen=True)
class MistakeCount:
    """A mistake, and how many students made it."""

    unit: str
    mistake: str
    students: int


def outcome(check: CheckResult) -> Outcome:
    """How to draw `check`."""
    if check.status is Status.PASSED:
        return Outcome.PASSED
    if check.status is Status.ERROR:
        return Outcome.ERROR
    if check.reason is Reason.NOT_ATTEMPTED:
        return Outcome.NOT_ATTEMPTED
    return Outcome.BLOCKED if check.reason is Reason.BLOCKED else Outcome.FAILED


def look_first(checks: Iterable[CheckResult]) -> CheckResult | None:
    """The one check to look at now: the first that failed, else the first that is not written yet."""
    by_outcome: dict[Outcome, CheckResult] = {}
    for check in checks:
        by_outcome.setdefault(outcome(check), check)
    return by_outcome.get(Outcome.FAILED) or by_outcome.get(Outcome.NOT_ATTEMPTED) or by_outcome.get(Outcome.BLOCKED)


def by_unit(checks: Iterable[CheckResult]) -> dict[str, list[CheckResult]]:
    """The checks of each unit, both in the order in which they come."""
    units: dict[str, list[CheckResult]] = {}
    for check in checks:
        units.setdefault(check.unit, []).append(check)
    return units


def by_function(checks: Iterable[CheckResult]) -> dict[str | None, list[CheckResult]]:
    """The checks of each function, both in the order in which they come."""
    functions: dict[str | None, list[CheckResult]] = {}
    for check in checks:
        functions.setdefault(check.function, []).append(check)
    return functions


def assignment_of(results: Sequence[AttemptResult]) -> str:
    """The one assignment that these results are of, one for each student.

    Raises:
        ValueError: there are no results, or they are of several assignments, or two are of one student.
    """
    assignments = sorted({result.assignment for result in results})
    if len(assignments) != 1:
        raise ValueError(
            f"Reports are written for one assignment at a time; these results are of {assignments or 'none'}."
        )
    students = [result.student for result in results]
    if len(set(students)) < len(students):
        twice = next(student for student in students if students.count(student) > 1)
        raise ValueError(f"One attempt of each student is expected, but {twice!r} is there twice. Take the last one.")
    return assignments[0]


def happened(checks: Iterable[CheckResult]) -> list[tuple[str | Reason, int]]:
    """Mistakes and reasons with the number of checks, the most important first.

    Checks that are only blocked by others are left out, as long as there is anything else to say.
    """
    counts: Counter[str | Reason] = Counter()
    for check in checks:
        if check.status is not Status.PASSED:
            counts[check.mistake or check.reason or Reason.MISMATCH] += 1
    if len(counts) > 1:
        counts.pop(Reason.BLOCKED, None)
    return sorted(counts.items(), key=lambda item: (_IMPORTANCE.get(item[0], _MISTAKE), -item[1], str(item[0])))


def mistakes_made(results: Iterable[AttemptResult]) -> list[MistakeCount]:
    """Each mistake with the number of students who made it, the most frequent first."""
    counts: Counter[tuple[str, str]] = Counter()
    for result in results:
        counts.update({(check.unit, check.mistake) for check in result.checks if check.mistake})
    ranked = sorted(counts.items(), key=lambda item: (-item[1], item[0]))
    return [MistakeCount(unit, mistake, students) for (unit, mistake), students in ranked]


def short_units(units: Sequence[str]) -> dict[str, str]:
    """A short name for each unit, e.g. "u04" for "u04_broadcasting"; whole names where short ones would be the same."""
    short = {unit: match[0] if (match := re.match(r"[A-Za-z]*\d+(?=_)", unit)) else unit for unit in units}
    return short if len(set(short.values())) == len(short) else {unit: unit for unit in units}


def is_covered(check: CheckResult, standing: Standing | None) -> bool:
    """Whether students may not see what a check called and expected: it is hidden, and the rules do not show it."""
    return check.hidden and not (standing is not None and standing.shows_hidden)


def for_students(check: CheckResult, standing: Standing | None = None) -> CheckResult:
    """A check as students may see it: of a covered one nothing that its inputs could leak through."""
    if not is_covered(check, standing) or check.feedback is None:
        return check
    kept = {name: getattr(check.feedback, name) for name in ("summary", "meaning", "question", "where")}
    return check.model_copy(update={"feedback": Feedback(**kept)})


def points_text(points: float) -> str:
    """Points as people write them: 2, 0.5, 0.33."""
    return f"{points:.2f}".rstrip("0").rstrip(".") or "0"


# Lower comes first. What a reason hides (a file that does not load) comes before what it does not.
_MISTAKE = 3
_IMPORTANCE: dict[str | Reason, int] = {
    Reason.GRADER: 0,
    Reason.VOID: 0,
    Reason.NOT_HERE: 0,
    Reason.UNREADABLE: 1,
    Reason.SYNTAX_ERROR: 1,
    Reason.IMPORT_FAILED: 1,
    Reason.FORBIDDEN: 2,
    Reason.CRASHED: 2,
    Reason.TIMEOUT: 2,
    Reason.TOO_LARGE: 4,
    Reason.CHANGED_ARGUMENT: 4,
    Reason.RAISED: 4,
    Reason.UNEXPECTED: 4,
    Reason.MISMATCH: 5,
    Reason.TOO_SLOW: 5,
    Reason.BLOCKED: 6,
    Reason.NOT_ATTEMPTED: 7,
}


def check_title(check: CheckResult, lang: Lang) -> str:
    """A check's title; of one that has none, what can be told from its name."""
    if check.title is not None:
        return check.title.in_(lang)
    name, bracket, parameter = check.check.partition("[")
    name = name.removeprefix("test_")
    rest = name.removeprefix(f"{check.function}_")
    return (rest.replace("_", " ") if rest else name) + bracket + parameter
