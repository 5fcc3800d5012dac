"""A function that uses another one of the unit fails with it: students are told where to begin."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.grading.engine import Engine, LocalEngine
from autograder.grading.intake import take_bytes
from autograder.grading.source import Source
from autograder.grading.submission import Bench
from autograder.release.verify import UnitProofs, final_rows
from autograder.results import CheckResult, Reason
from tests.small import MISTAKES, small_course

SOLUTION = '''"""Small."""


def double(x):
    """Twice x. double(2)"""
    # BEGIN SOLUTION
    return 2 * x
    # END SOLUTION


def quadruple(x):
    """Four times x. quadruple(2)"""
    # BEGIN SOLUTION
    return double(double(x))
    # END SOLUTION
'''

PUBLIC = """from autograder import assert_same, points


@points(1)
def test_double(student):
    assert_same(student.double(3), 6)


@points(1)
def test_quadruple(student):
    assert_same(student.quadruple(3), 12)
"""

HIDDEN = """from autograder import assert_same, points


@points(1)
def test_double_matches(student, reference, draw):
    n = draw.integer(3, 9)
    assert_same(student.double(n), reference.double(n))


@points(1)
def test_quadruple_matches(student, reference, draw):
    n = draw.integer(3, 9)
    assert_same(student.quadruple(n), reference.quadruple(n))
"""

OWN = "\n\ndef quadruple(x):\n    return 5 * x\n"
BUILT = "\n\ndef quadruple(x):\n    return _twice(x)\n\n\ndef _twice(x):\n    return double(double(x))\n"


@pytest.fixture
def bench(tmp_path: Path) -> Bench:
    course = small_course(
        tmp_path, solution=SOLUTION, public=PUBLIC, hidden=HIDDEN, mistakes=MISTAKES, functions=("double", "quadruple")
    )
    return Bench(course.units, LocalEngine(), b"secret")


def graded(bench: Bench, source: str) -> dict[str, CheckResult]:
    with bench:
        return {row.check: row for row in final_rows(bench.rows(bench.units[0], take_bytes(source.encode())))}


@pytest.mark.parametrize("check", ["test_quadruple", "test_quadruple_matches"])
def test_a_function_built_on_a_wrong_one_says_which_to_correct_first(bench: Bench, check: str) -> None:
    rows = graded(bench, f"def double(x):\n    return x + 2\n{BUILT}")
    assert rows["test_double"].mistake == "adds_two"
    told = rows[check].feedback
    assert rows[check].mistake is None
    assert told is not None
    assert told.question is not None
    assert "Correct `double` first" in told.question.en
    assert "`double`" in told.question.zh


def test_a_function_that_is_wrong_by_itself_is_not_sent_elsewhere(bench: Bench) -> None:
    told = graded(bench, f"def double(x):\n    return x + 2\n{OWN}")["test_quadruple"].feedback
    assert told is not None
    assert told.question is None


def test_a_function_built_on_a_right_one_is_not_sent_elsewhere(bench: Bench) -> None:
    wrong = BUILT.replace("double(double(x))", "double(x)")
    told = graded(bench, f"def double(x):\n    return 2 * x\n{wrong}")["test_quadruple"].feedback
    assert told is not None
    assert told.question is None


def test_a_function_built_on_one_that_is_not_written_says_which(bench: Bench) -> None:
    rows = graded(bench, f'def double(x):\n    raise NotImplementedError("a0/u01 double")\n{BUILT}')
    assert rows["test_quadruple"].reason is Reason.NOT_ATTEMPTED
    told = rows["test_quadruple"].feedback
    assert told is not None
    assert told.summary.en == "quadruple uses double, and double is still to be written."


def test_a_mistake_may_fail_what_is_built_on_it(engine: Engine, tmp_path: Path) -> None:
    course = small_course(
        tmp_path, solution=SOLUTION, public=PUBLIC, hidden=HIDDEN, mistakes=MISTAKES, functions=("double", "quadruple")
    )
    found, _ = UnitProofs(Bench(course.units, engine, b"secret"), course.units[0]).mistakes()
    assert found == []


def test_what_a_function_builds_on_is_found_through_helpers_and_bases() -> None:
    source = Source.parse(
        "import torch\n\ndef a(x): return b(x)\ndef b(x): return c(torch.abs(x))\ndef c(x): return x\n"
        "class D: pass\nclass E(D):\n    def f(self): return a(1)\ndef g(c): return c\n"
    )
    assert source.builds_on("a") == {"b", "c", "torch"}
    assert source.builds_on("E") == {"D", "a", "b", "c", "torch"}
    assert source.builds_on("g") == frozenset()
