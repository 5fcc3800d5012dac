"""What the last re-grade changed: a student's submission that counts, graded again by another course or grader.

Attempts with the same `submission_digest` are gradings of one submission. The last of them is compared with the one
before it, check by check. An attempt that was interrupted is no grading yet and is passed over.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from autograder.grades import Record
from autograder.report.csv_text import Table, cell, number, table_text
from autograder.results import AttemptResult, CheckResult

_COLUMNS = (
    "student", "attempt before", "attempt after", "unit", "function", "check", "points before", "points after",
    "change", "change of all checks", "course changed", "grader changed",
)  # fmt: skip


@dataclass(frozen=True)
class CheckChange:
    """A check that gave other points; None where a grading had no such check."""

    check: CheckResult
    before: float | None
    after: float | None

    @property
    def difference(self) -> float:
        """What it adds to the points of the checks, negative if they are fewer."""
        return (self.after or 0.0) - (self.before or 0.0)


@dataclass(frozen=True)
class Regrade:
    """Two gradings of one submission."""

    student: str
    before: AttemptResult
    after: AttemptResult
    checks: tuple[CheckChange, ...]  # those with other points, in the order of the course

    @property
    def difference(self) -> float:
        """What the re-grade added to the points of the checks."""
        return self.after.points - self.before.points

    @property
    def course_changed(self) -> bool:
        """Whether the two were graded by different versions of the course."""
        return self.after.course_digest != self.before.course_digest

    @property
    def grader_changed(self) -> bool:
        """Whether the two were graded by different versions of the grader."""
        return self.after.grader_version != self.before.grader_version


def regrades(records: Sequence[Record]) -> tuple[Regrade, ...]:
    """The last re-grade of each student whose submission that counts was graded more than once.

    Those who lost points come first, the greatest loss before the others; then those who won some; then those whose
    checks changed without changing their sum; those for whom nothing changed come last.
    """
    found = []
    for record in records:
        same = [each for each in record.attempts if each.submission_digest == record.result.submission_digest]
        graded = sorted((each for each in same if each.finished_at), key=lambda each: each.number)
        if len(graded) > 1:
            before, after = graded[-2:]
            found.append(Regrade(record.student, before, after, _changes(before, after)))
    return tuple(sorted(found, key=_order))


def regrade_csv(records: Sequence[Record]) -> Table:
    """A row for each check that gave other points in a student's last re-grade; in the order of `regrades`."""
    rows: list[Sequence[str]] = [_COLUMNS]
    for regrade in regrades(records):
        begin = [cell(regrade.student), str(regrade.before.number), str(regrade.after.number)]
        causes = ["yes" if changed else "no" for changed in (regrade.course_changed, regrade.grader_changed)]
        for change in regrade.checks:
            check = change.check
            place = [cell(check.unit), cell(check.function or ""), cell(check.check)]
            points = ["" if each is None else number(each) for each in (change.before, change.after)]
            rows.append([*begin, *place, *points, number(change.difference), number(regrade.difference), *causes])
    return Table(table_text(rows))


def _order(regrade: Regrade) -> tuple[int, float, str]:
    difference = round(regrade.difference, 9)
    group = 0 if difference < 0 else 1 if difference > 0 else 2 if regrade.checks else 3
    return group, -abs(difference), regrade.student


def _changes(before: AttemptResult, after: AttemptResult) -> tuple[CheckChange, ...]:
    old = {(check.unit, check.check): check for check in before.checks}
    new = {(check.unit, check.check): check for check in after.checks}
    found = []
    for place in dict.fromkeys([*new, *old]):
        points = old[place].points if place in old else None
        now = new[place].points if place in new else None
        if points is None or now is None or abs(points - now) > 1e-9:
            found.append(CheckChange(new.get(place) or old[place], points, now))
    units = list(dict.fromkeys(unit for unit, _ in [*new, *old]))
    return tuple(sorted(found, key=lambda change: units.index(change.check.unit)))
