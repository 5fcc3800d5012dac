"""Item analysis, against numbers worked out by hand."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.report.items import ENOUGH, Flag, correlation, item_analysis
from autograder.results import AttemptResult, CheckResult, Reason, Status

Make = Any


def class_of(attempt: Make, check: Make, *points: tuple[float, ...]) -> list[AttemptResult]:
    """A student for each tuple, with a check of 2 points for each number in it."""

    def row(number: int, reached: float) -> CheckResult:
        changes = {} if reached == 2 else {"reason": Reason.MISMATCH}
        return check(f"test_{number}", max_points=2.0, points=reached, **changes)

    return [attempt(f"s{n}", [row(k, each) for k, each in enumerate(of_one)]) for n, of_one in enumerate(points)]


def test_pearson_of_small_sequences_is_as_worked_out_by_hand() -> None:
    # x - 2 = (-1, 0, 1), y - 3 = (-2, 1, 1): sum of products 3, of squares 2 and 6, so 3 / sqrt(12)
    assert correlation([1, 2, 3], [1, 4, 4]) == pytest.approx(3 / 12**0.5)
    assert correlation([1, 2, 3], [3, 2, 1]) == pytest.approx(-1)
    assert correlation([1, 1, 1], [1, 2, 3]) is None
    assert correlation([0.1, 0.1, 0.1], [1, 2, 3]) is None, "no spread but that of rounding"
    assert correlation([], []) is None


def test_difficulty_is_the_mean_share_of_the_points(attempt: Make, check: Make) -> None:
    one, other = item_analysis(class_of(attempt, check, (2, 0), (1, 0), (0, 2)))
    assert one.difficulty == pytest.approx(0.5)
    assert other.difficulty == pytest.approx(1 / 3)
    assert (one.students, one.failed, other.failed) == (3, 2, 2)


def test_discrimination_leaves_the_check_itself_out_of_the_rest(attempt: Make, check: Make) -> None:
    # Ten students. x: five 0 and five 2. Rest y: four times 0, six times 2, two of those with x = 0.
    points = [(0, 0)] * 3 + [(0, 2)] * 2 + [(2, 0)] + [(2, 2)] * 4
    one, other = item_analysis(class_of(attempt, check, *points))
    # dx = +-1; mean y = 1.2, dy = -1.2 (4 times) or 0.8 (6 times).
    # products: 3 * 1.2 - 2 * 0.8 - 1 * 1.2 + 4 * 0.8 = 4; squares: 10, and 4 * 1.44 + 6 * 0.64 = 9.6
    assert one.discrimination == pytest.approx(4 / (10 * 9.6) ** 0.5)
    assert other.discrimination == pytest.approx(one.discrimination), "with two checks each is the other's rest"
    assert one.flags == ()


def test_too_few_students_or_no_spread_give_no_discrimination(attempt: Make, check: Make) -> None:
    few = item_analysis(class_of(attempt, check, *[(0, 0), (2, 2)] * 4, (2, 2)))
    assert ENOUGH == 10
    assert [item.discrimination for item in few] == [None, None]
    same = item_analysis(class_of(attempt, check, *[(2, 0), (2, 2)] * 5))
    assert [item.discrimination for item in same] == [None, None], "all pass the first; the rest of the second is that"


def test_checks_that_tell_nothing_are_flagged(attempt: Make, check: Make) -> None:
    points = [(2, 0, 2, 0), (2, 0, 2, 0), (2, 0, 2, 0), (2, 0, 2, 2), (2, 0, 2, 0)]
    points += [(2, 0, 0, 2), (2, 0, 0, 2), (2, 0, 0, 2), (2, 0, 0, 2), (2, 0, 2, 2)]
    easy, hard, one, other = item_analysis(class_of(attempt, check, *points))
    assert easy.flags == (Flag.NOBODY_FAILS,)
    assert hard.flags == (Flag.EVERYBODY_FAILS,)
    assert one.discrimination is not None
    assert one.discrimination < 0
    assert one.flags == other.flags == (Flag.NEGATIVE,)


def test_a_check_that_better_students_fail_as_often_is_flagged_as_low(attempt: Make, check: Make) -> None:
    one, _ = item_analysis(class_of(attempt, check, *[(0, 0), (0, 2), (2, 0), (2, 2)] * 3))
    assert one.discrimination == pytest.approx(0)
    assert one.flags in {(Flag.LOW,), (Flag.NEGATIVE,)}
    assert one.discrimination >= 0
    assert one.flags == (Flag.LOW,)


def test_only_students_who_wrote_something_for_the_unit_are_counted(attempt: Make, check: Make) -> None:
    def student(name: str, first: Reason | None, second: Reason | None) -> AttemptResult:
        rows = [check("test_a", reason=first), check("test_b", reason=second), check("test_c", unit="u05_reshape")]
        return attempt(name, rows)

    results = [
        student("amy", None, Reason.NOT_ATTEMPTED),
        student("bob", Reason.NOT_ATTEMPTED, Reason.NOT_ATTEMPTED),
        student("cy", Reason.GRADER, Reason.MISMATCH),
    ]
    a, b, c = item_analysis(results)
    assert (a.students, a.failed, a.difficulty) == (1, 0, 1.0), "without bob, and without cy, where the grader broke"
    assert (b.students, b.failed, b.difficulty) == (2, 2, 0.0)
    assert c.students == 3


def test_checks_come_in_the_order_of_the_course_also_where_attempts_differ(attempt: Make, check: Make) -> None:
    short = attempt("amy", [check("test_a"), check("test_c", unit="u05_reshape")])
    long = attempt("bob", [check("test_a"), check("test_b"), check("test_c", unit="u05_reshape")])
    assert [item.check.check for item in item_analysis([short, long])] == ["test_a", "test_b", "test_c"]
    assert item_analysis([]) == ()


def test_a_check_without_points_has_no_difficulty(attempt: Make, check: Make) -> None:
    (item,) = item_analysis([attempt("amy", [check(max_points=0.0, status=Status.PASSED)])])
    assert (item.difficulty, item.discrimination) == (None, None)


def test_an_attempt_that_was_interrupted_is_not_counted(attempt: Make, check: Make) -> None:
    whole = class_of(attempt, check, *[(0, 0), (2, 2)] * 5)
    begun = class_of(attempt, check, (2,))[0].model_copy(update={"student": "z", "finished_at": None})
    assert item_analysis([*whole, begun]) == item_analysis(whole)
    assert [(item.students, item.difficulty, item.flags) for item in item_analysis([begun])] == [(0, None, ())]
