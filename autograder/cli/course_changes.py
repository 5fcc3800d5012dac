"""What reports say on stderr where the course is not the one that was graded with: points are old, units unknown."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import click

from autograder.course import Course, UnknownName
from autograder.report.escape import visible
from autograder.results import AttemptResult

SHOWN = 10  # names of units or assignments


def say_course_changes(counting: Mapping[str, Sequence[AttemptResult]], course: Course) -> None:
    """Say which points are from another version of the course, and what the course knows nothing of.

    Args:
        counting: by assignment, the attempts that count.
    """
    strange = [name for name in counting if counting[name] and not _has(course, name)]
    for name, results in counting.items():
        if name not in strange and results:
            _say_old(name, results, course)
            units = {unit.id for unit in course.assignment(name).units}
            _say_unknown(f"{name}: the course has no unit", _units(results) - units)
    _say_unknown("The course has no assignment", strange)


def _say_old(name: str, results: Sequence[AttemptResult], course: Course) -> None:
    old = sum(result.course_digest != course.assignment(name).digest for result in results)
    if old:
        whose = "1 student has" if old == 1 else f"{old} students have"
        click.echo(
            f"{name}: {whose} points from an earlier version of the course. `autograder grade submitted --assignment "
            f"{name}` grades again what the course has changed.",
            err=True,
        )


def _say_unknown(what: str, names: Iterable[str]) -> None:
    """What is told under its bare id: the gradebook may be that of another course, or the course has lost something."""
    known = sorted(names)
    if known:
        more = ", ..." if len(known) > SHOWN else ""
        named = ", ".join(visible(each, 80) for each in known[:SHOWN])
        click.echo(
            f"{what} {named}{more}, but the gradebook does. Check --gradebook and --course, if it was not taken out.",
            err=True,
        )


def _units(results: Iterable[AttemptResult]) -> set[str]:
    checked = {check.unit for result in results for check in result.checks}
    return checked | {answer.unit for result in results for answer in result.answers}


def _has(course: Course, name: str) -> bool:
    try:
        return course.assignment(name).id == name
    except UnknownName:
        return False
