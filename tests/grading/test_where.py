"""Which line of their own file students are sent to."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.grading.engine import LocalEngine
from autograder.grading.intake import take_bytes
from autograder.grading.submission import Bench
from autograder.release.verify import final_rows
from tests.small import MISTAKES, small_course

SOLUTION = '''"""Small."""

from torch import nn


class Net(nn.Module):
    """Adds. Net()(x)"""

    def forward(self, x):
        # BEGIN SOLUTION
        return x + 1
        # END SOLUTION

    def up(self, by):
        # BEGIN SOLUTION
        return by + 1
        # END SOLUTION


def double(x):
    """Twice x. double(2)"""
    # BEGIN SOLUTION
    return 2 * x
    # END SOLUTION
'''

PUBLIC = """from autograder import assert_same, points, tensor


@points(1)
def test_net_adds(student):
    assert_same(student.Net()(tensor([1.0])), tensor([2.0]))


@points(1)
def test_net_goes_up(student):
    assert_same(student.Net().up(3), 4)


@points(1)
def test_net_reads(student):
    assert_same(student.Net().training, True)


@points(1)
def test_double(student):
    assert_same(student.double(3), 6)
"""

HIDDEN = """from autograder import assert_same, points


@points(1)
def test_double_matches(student, reference, draw):
    n = draw.size()
    assert_same(student.double(n), reference.double(n))
"""

STUDENTS = """from torch import nn


class Net(nn.Module):
    def __init__(self):
        super().__init__()
        self.training = False

    def up(self, by):
        return by

    def forward(self, x):
        return x


def double(x):
    return x
"""


@pytest.mark.parametrize(
    ("check", "line"),
    [("test_net_adds", 12), ("test_net_goes_up", 9), ("test_net_reads", 4), ("test_double", 16)],
)
def test_a_wrong_value_points_to_the_method_that_was_called(tmp_path: Path, check: str, line: int) -> None:
    course = small_course(
        tmp_path, solution=SOLUTION, public=PUBLIC, hidden=HIDDEN, mistakes=MISTAKES, functions=("Net", "double")
    )
    with Bench(course.units, LocalEngine(), b"secret") as bench:
        rows = {row.check: row for row in final_rows(bench.rows(course.units[0], take_bytes(STUDENTS.encode())))}
    feedback = rows[check].feedback
    assert feedback is not None
    assert feedback.where is not None
    assert feedback.where.line == line
