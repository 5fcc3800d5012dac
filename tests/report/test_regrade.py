"""What the last re-grade changed, for whom."""

from __future__ import annotations

import csv
import io
from typing import Any

from autograder.grades import Record
from autograder.report.csv_text import BOM
from autograder.report.regrade import regrade_csv, regrades
from autograder.results import AttemptResult, Reason

Make = Any


def graded(attempt: Make, check: Make, student: str, number: int, *passed: bool, **changes: Any) -> AttemptResult:
    rows = [check(f"test_{k}", reason=None if good else Reason.MISMATCH) for k, good in enumerate(passed)]
    return attempt(student, rows, number=number, **changes)


def record(*attempts: AttemptResult) -> Record:
    return Record(attempts[-1], attempts)


def test_the_last_grading_is_compared_with_the_one_before_it(attempt: Make, check: Make) -> None:
    one = graded(attempt, check, "amy", 1, False, False)
    two = graded(attempt, check, "amy", 2, True, True, course_digest="d" * 64)
    three = graded(attempt, check, "amy", 3, True, False, course_digest="d" * 64, grader_version="0.2.0")
    (found,) = regrades([record(one, two, three)])
    assert (found.before.number, found.after.number) == (2, 3)
    assert [(change.check.check, change.before, change.after) for change in found.checks] == [("test_1", 1.0, 0.0)]
    assert found.difference == -1
    assert (found.course_changed, found.grader_changed) == (False, True)


def test_another_submission_is_no_regrade(attempt: Make, check: Make) -> None:
    one = graded(attempt, check, "amy", 1, False)
    two = graded(attempt, check, "amy", 2, True, submission_digest="6" * 64)
    assert regrades([record(one, two)]) == ()
    assert regrades([record(one)]) == ()


def test_the_submission_that_counts_is_compared_in_whatever_order_all_were_graded_again(
    attempt: Make, check: Make
) -> None:
    first, last = {"submission_digest": "5" * 64}, {"submission_digest": "6" * 64}
    attempts = (
        graded(attempt, check, "amy", 1, True, **first),
        graded(attempt, check, "amy", 2, False, **last),
        graded(attempt, check, "amy", 3, False, **last),
        graded(attempt, check, "amy", 4, False, **first),
    )
    (found,) = regrades([Record(attempts[3], attempts)])
    assert (found.before.number, found.after.number, found.difference) == (1, 4, -1)
    (found,) = regrades([Record(attempts[2], attempts)])
    assert (found.before.number, found.after.number, found.difference) == (2, 3, 0)


def test_an_interrupted_grading_is_passed_over(attempt: Make, check: Make) -> None:
    one, two = (graded(attempt, check, "amy", number, True) for number in (1, 2))
    broken = graded(attempt, check, "amy", 3, finished_at=None)
    (found,) = regrades([record(one, two, broken)])
    assert (found.before.number, found.after.number, found.checks) == (1, 2, ())


def test_who_lost_points_comes_first_and_who_lost_most_before_them(attempt: Make, check: Make) -> None:
    def pair(student: str, before: tuple[bool, ...], after: tuple[bool, ...]) -> Record:
        return record(graded(attempt, check, student, 1, *before), graded(attempt, check, student, 2, *after))

    records = [
        pair("same", (True, True), (True, True)),
        pair("swap", (True, False), (False, True)),
        pair("won", (False, False), (True, False)),
        pair("lost", (True, True), (True, False)),
        pair("most", (True, True), (False, False)),
    ]
    assert [(one.student, one.difference) for one in regrades(records)] == [
        ("most", -2), ("lost", -1), ("won", 1), ("swap", 0), ("same", 0),
    ]  # fmt: skip
    assert [len(one.checks) for one in regrades(records)] == [2, 1, 1, 2, 0]


def test_checks_that_came_or_went_are_changes_too(attempt: Make, check: Make) -> None:
    (found,) = regrades([record(graded(attempt, check, "amy", 1, True), graded(attempt, check, "amy", 2, True, True))])
    assert [(change.before, change.after, change.difference) for change in found.checks] == [(None, 1.0, 1.0)]
    (found,) = regrades([record(graded(attempt, check, "amy", 1, True, True), graded(attempt, check, "amy", 2, True))])
    assert [(change.before, change.after, change.difference) for change in found.checks] == [(1.0, None, -1.0)]


def test_the_order_of_attempts_does_not_matter(attempt: Make, check: Make) -> None:
    one, two = graded(attempt, check, "amy", 1, True), graded(attempt, check, "amy", 2, False)
    assert regrades([Record(two, (two, one))]) == regrades([Record(two, (one, two))])


def test_the_table_is_as_it_was(attempt: Make, check: Make, golden: Any) -> None:
    lost = record(graded(attempt, check, "amy", 1, True, True), graded(attempt, check, "amy", 2, False, False))
    new = record(
        graded(attempt, check, "bob", 1, True), graded(attempt, check, "bob", 2, True, True, course_digest="d" * 64)
    )
    golden("regrade.csv", regrade_csv([new, lost]).text)


def test_the_table_has_a_row_for_each_check_that_changed_and_no_formula(attempt: Make, check: Make) -> None:
    one = graded(attempt, check, "=amy", 1, True, True)
    two = graded(attempt, check, "=amy", 2, False, True, grader_version="0.2.0")
    same = [graded(attempt, check, "bob", number, True) for number in (1, 2)]
    head, *rows = csv.reader(io.StringIO(regrade_csv([record(one, two), record(*same)]).text.removeprefix(BOM)))
    assert [dict(zip(head, row, strict=True)) for row in rows] == [
        {
            "student": "'=amy", "attempt before": "1", "attempt after": "2", "unit": "u04_broadcasting",
            "function": "centre_rows", "check": "test_0", "points before": "1", "points after": "0", "change": "-1",
            "change of all checks": "-1", "course changed": "no", "grader changed": "yes",
        }
    ]  # fmt: skip
