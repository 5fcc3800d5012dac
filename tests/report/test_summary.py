"""What matters most in a result."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.report.summary import (
    MistakeCount,
    Outcome,
    by_function,
    by_unit,
    check_title,
    happened,
    look_first,
    mistakes_made,
    outcome,
    points_text,
    short_units,
)
from autograder.results import AttemptResult, Reason, Text


def test_each_outcome_is_told_apart(check: Any) -> None:
    made = {
        Outcome.PASSED: check(),
        Outcome.FAILED: check(reason=Reason.TIMEOUT),
        Outcome.BLOCKED: check(reason=Reason.BLOCKED),
        Outcome.NOT_ATTEMPTED: check(reason=Reason.NOT_ATTEMPTED),
        Outcome.ERROR: check(reason=Reason.VOID),
    }
    assert {kind: outcome(row) for kind, row in made.items()} == {kind: kind for kind in Outcome}


def test_a_failed_check_comes_before_what_is_not_written_yet(check: Any) -> None:
    todo, error = check("todo", reason=Reason.NOT_ATTEMPTED), check("error", reason=Reason.GRADER)
    blocked, failed = check("blocked", reason=Reason.BLOCKED), check("failed", reason=Reason.RAISED)
    later = check("later", reason=Reason.MISMATCH)
    assert look_first([check(), todo, error, blocked, failed, later]) == failed
    assert look_first([check(), error, blocked, todo]) == todo
    assert look_first([check(), error, blocked]) == blocked
    assert look_first([check(), error]) is None


def test_grouping_keeps_the_order(check: Any) -> None:
    rows = [
        check("a", "f", unit="u2"),
        check("b", "g", unit="u1"),
        check("c", None, unit="u2"),
        check("d", "f", unit="u2"),
    ]
    assert {unit: [row.check for row in group] for unit, group in by_unit(rows).items()} == {
        "u2": ["a", "c", "d"],
        "u1": ["b"],
    }
    assert list(by_unit(rows)) == ["u2", "u1"]
    assert list(by_function(by_unit(rows)["u2"])) == ["f", None]


def test_what_happened_names_the_most_important_first(check: Any) -> None:
    rows = [
        check(reason=Reason.NOT_ATTEMPTED),
        check(reason=Reason.MISMATCH),
        check(reason=Reason.MISMATCH, mistake="rare"),
        check(reason=Reason.RAISED, mistake="often"),
        check(reason=Reason.MISMATCH, mistake="often"),
        check(reason=Reason.TIMEOUT),
        check(reason=Reason.SYNTAX_ERROR),
        check(reason=Reason.GRADER),
        check(reason=Reason.BLOCKED),
        check(),
    ]
    assert happened(rows) == [
        (Reason.GRADER, 1),
        (Reason.SYNTAX_ERROR, 1),
        (Reason.TIMEOUT, 1),
        ("often", 2),
        ("rare", 1),
        (Reason.MISMATCH, 1),
        (Reason.NOT_ATTEMPTED, 1),
    ]
    assert happened([check(reason=Reason.BLOCKED)]) == [(Reason.BLOCKED, 1)]
    assert happened([check()]) == []


def test_a_mistake_counts_once_for_each_student(attempt: Any, check: Any) -> None:
    def results(*students: tuple[str, ...]) -> list[AttemptResult]:
        return [
            attempt(str(n), [check(reason=Reason.MISMATCH, mistake=m) for m in made]) for n, made in enumerate(students)
        ]

    assert mistakes_made(results(("a", "a", "b"), ("b",), ())) == [
        MistakeCount("u04_broadcasting", "b", 2),
        MistakeCount("u04_broadcasting", "a", 1),
    ]


def test_short_names_of_units_are_used_where_they_tell_them_apart() -> None:
    assert short_units(["u01_create", "u04_broadcasting"]) == {"u01_create": "u01", "u04_broadcasting": "u04"}
    assert short_units(["u01_a", "u01_b"]) == {"u01_a": "u01_a", "u01_b": "u01_b"}
    assert short_units(["intro", "u01"]) == {"intro": "intro", "u01": "u01"}


@pytest.mark.parametrize(
    ("points", "text"), [(2.0, "2"), (0.5, "0.5"), (1 / 3, "0.33"), (0.0, "0"), (10.0, "10"), (100, "100")]
)
def test_points_are_written_as_people_do(points: float, text: str) -> None:
    assert points_text(points) == text


@pytest.mark.parametrize(
    ("name", "function", "title"),
    [
        ("test_centre_rows_matches_reference", "centre_rows", "matches reference"),
        ("test_centre_rows_many[3-4]", "centre_rows", "many[3-4]"),
        ("test_centre_rows", "centre_rows", "centre rows"),
        ("test_example", "centre_rows", "example"),
        ("test_odd", None, "odd"),
    ],
)
def test_a_checks_title_is_its_name_without_what_stands_above_it(
    check: Any, name: str, function: str | None, title: str
) -> None:
    assert check_title(check(name, function), "en") == title


def test_a_title_is_said_in_the_language_of_the_report(check: Any) -> None:
    titled = check("test_f_adds[3]", "f", title=Text(en="adds[3]", zh="相加[3]"))
    assert (check_title(titled, "en"), check_title(titled, "zh")) == ("adds[3]", "相加[3]")
