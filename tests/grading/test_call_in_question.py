"""Which of several calls a student is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.grading.engine import LocalEngine
from autograder.grading.intake import take_bytes
from autograder.grading.submission import Bench
from autograder.release.verify import final_rows
from tests.small import HIDDEN, MISTAKES, small_course

PUBLIC = """from autograder import assert_same, points, tensor


@points(1)
def test_double_of_several_numbers(student):
    assert_same([student.double(n) for n in (0, 1, 2, 3)], [0, 2, 4, 6])


@points(1)
def test_double_of_a_pair(student):
    other = student.double(7)
    assert_same((student.double(5), other), (10, 14))


@points(1, of="double")
def test_double_between_calls_of_another(student):
    assert_same([student.double(student.halve(n)) for n in (8, 10, 12)], [8.0, 10.0, 12.0])


@points(1)
def test_double_in_a_dict(student):
    assert_same({"of 5": student.double(5)}, {"of 5": 10})


@points(1)
def test_double_of_a_list(student):
    assert_same(student.double([1, 2, 3]), [2, 4, 6])


@points(1)
def test_double_of_two_lists(student):
    assert_same([student.double([1]), student.double([2, 3])], [[2], [4, 6]])


@points(1)
def test_double_watched(student):
    assert_same(student.called(student.double, 4).value, 8)
"""


@pytest.mark.parametrize(
    ("check", "body", "argument"),
    [
        ("test_double_of_several_numbers", "x + 2", "x: 0"),  # right for 2 only
        ("test_double_of_several_numbers", "2 * x if x != 1 else 0", "x: 1"),
        ("test_double_of_a_pair", "x", "x: 5"),  # they are not in the order of the calls: the last one
        ("test_double_between_calls_of_another", "x * 2 if x != 5.0 else x", "x: 5.0"),
        ("test_double_in_a_dict", "x", "x: 5"),
        ("test_double_watched", "x", "x: 4"),
    ],
)
def test_the_call_whose_answer_is_wrong_is_shown(tmp_path: Path, check: str, body: str, argument: str) -> None:
    course = small_course(tmp_path, public=PUBLIC, hidden=HIDDEN, mistakes=MISTAKES)
    source = f"def double(x):\n    return {body}\n\n\ndef halve(x):\n    return x / 2\n"
    with Bench(course.units, LocalEngine(), b"secret") as bench:
        rows = {row.check: row for row in final_rows(bench.rows(course.units[0], take_bytes(source.encode())))}
    feedback = rows[check].feedback
    assert feedback is not None
    assert (feedback.called, feedback.arguments) == ("double(x)", (argument,))


@pytest.mark.parametrize(
    ("check", "body", "came_back", "expected"),
    [
        ("test_double_of_a_list", "[2, 4, 5]", "[2, 4, 5]", "[2, 4, 6]"),
        ("test_double_of_two_lists", "[2 * n if n != 3 else 0 for n in x]", "[4, 0]", "[4, 6]"),
        ("test_double_of_several_numbers", "2 * x if x != 1 else 0", "0", "2"),
        ("test_double_of_a_pair", "14", "14", "10"),  # the pair was made of two answers that are alike
        ("test_double_in_a_dict", "x", "5", "10"),
    ],
)
def test_what_was_expected_lies_beside_all_that_came_back(
    tmp_path: Path, check: str, body: str, came_back: str, expected: str
) -> None:
    course = small_course(tmp_path, public=PUBLIC, hidden=HIDDEN, mistakes=MISTAKES)
    source = f"def double(x):\n    return {body}\n\n\ndef halve(x):\n    return x / 2\n"
    with Bench(course.units, LocalEngine(), b"secret") as bench:
        rows = {row.check: row for row in final_rows(bench.rows(course.units[0], take_bytes(source.encode())))}
    feedback = rows[check].feedback
    assert feedback is not None
    assert (feedback.came_back, feedback.expected) == (came_back, expected)
