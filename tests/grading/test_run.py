"""Every check has exactly one row, with the status and the reason that it deserves."""

from __future__ import annotations

import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.course import Course
from autograder.grading import run as run_module
from autograder.grading.collect import CollectionError
from autograder.grading.engine import Engine, LocalEngine, SubprocessEngine
from autograder.grading.intake import refuse, take_bytes
from autograder.grading.source import Source
from autograder.grading.subjects import FileSubject
from autograder.grading.submission import Bench
from autograder.release.verify import final_rows
from autograder.results import CheckResult, Reason, Status
from tests.small import HIDDEN, RIGHT, SOLUTION, small_course

Grade = Callable[..., dict[str, CheckResult]]


@pytest.fixture(scope="module")
def engines(engine: Engine) -> Iterator[dict[type[Engine], Engine]]:
    with SubprocessEngine() as plain, LocalEngine() as local:
        yield {Engine: engine, SubprocessEngine: plain, LocalEngine: local}


@pytest.fixture
def grade(engine: Engine, tmp_path: Path) -> Grade:
    """Grades a source against a small course; gives the rows by check."""

    def run(source: str | bytes, *, engine: Engine = engine, **course: object) -> dict[str, CheckResult]:
        made: Course = small_course(tmp_path, **course)  # type: ignore[arg-type]
        bench = Bench(made.units, engine, b"secret")
        data = source.encode() if isinstance(source, str) else source
        return {row.check: row for row in final_rows(bench.rows(made.units[0], take_bytes(data)))}

    return run


def summary(row: CheckResult) -> str:
    assert row.feedback is not None
    return row.feedback.summary.en


@pytest.mark.parametrize("kind", [Engine, SubprocessEngine, LocalEngine])
def test_all_backends_come_to_the_same_result(
    grade: Grade, engines: dict[type[Engine], Engine], kind: type[Engine]
) -> None:
    source = "def double(x): return x + 2\ndef halve(x): raise ValueError('no')\n"
    rows = grade(source, engine=engines[kind])
    assert {name: (row.status, row.reason, row.mistake) for name, row in rows.items()} == {
        "test_double": (Status.FAILED, Reason.MISMATCH, "adds_two"),
        "test_double_matches": (Status.FAILED, Reason.MISMATCH, "adds_two"),
        "test_halve_matches": (Status.FAILED, Reason.RAISED, None),
    }


def test_a_right_file_gets_all_points(grade: Grade) -> None:
    rows = grade(RIGHT)
    assert sum(row.points for row in rows.values()) == sum(row.max_points for row in rows.values()) == 4


def test_a_mismatch_shows_values_in_public_checks_only(grade: Grade) -> None:
    rows = grade("def double(x): return x * 3\ndef halve(x): return x / 2\n")
    public, hidden = rows["test_double"].feedback, rows["test_double_matches"].feedback
    assert public is not None
    assert hidden is not None
    assert public.expected is not None
    assert public.got_cells is not None
    assert public.got_cells.differs == (True, True)
    assert (hidden.expected, hidden.got_cells, hidden.expected_cells) == (None, None, None)
    assert "x: float32 (3, 4)" in hidden.arguments
    assert hidden.revealed is not None
    assert public.revealed is None
    assert hidden.revealed.expected_cells is not None
    assert hidden.revealed.expected_cells.shape == (3, 4)
    assert "." not in summary(rows["test_double_matches"]).rstrip(".")


def test_an_exception_points_at_the_students_line(grade: Grade) -> None:
    row = grade("def double(x):\n    y = x\n    return y.nope\ndef halve(x): return x / 2\n")["test_double"]
    assert (row.status, row.reason) == (Status.FAILED, Reason.RAISED)
    assert row.feedback is not None
    assert row.feedback.where is not None
    assert (row.feedback.where.line, row.feedback.where.code.strip()) == (3, "return y.nope")
    assert "AttributeError" in (row.feedback.came_back or "")


def test_an_untouched_body_and_a_missing_function_are_not_attempted(grade: Grade) -> None:
    rows = grade("def double(x):\n    raise NotImplementedError\n")
    assert {row.reason for row in rows.values()} == {Reason.NOT_ATTEMPTED}
    assert summary(rows["test_double"]) == "double is still to be written."
    assert "halve" in summary(rows["test_halve_matches"])


def test_what_torch_has_not_implemented_is_no_starter(grade: Grade) -> None:
    """Torch raises NotImplementedError, too: a bool is not subtracted, and a module without `forward` not called."""
    rows = grade(
        "def double(x): return x * (1 - (x > 0))\ndef halve(x):\n    import torch\n    return torch.nn.Module()(x)\n"
    )
    told = {name: (row.reason, summary(row)) for name, row in rows.items()}
    assert told["test_double"] == (Reason.RAISED, "double stopped with NotImplementedError on line 1 of your file.")
    assert told["test_halve_matches"] == (
        Reason.RAISED, "halve stopped with NotImplementedError on line 4 of your file."
    )  # fmt: skip


def test_a_close_spelling_is_named(grade: Grade) -> None:
    row = grade("def doubel(x): return x\ndef halve(x): return x / 2\n")["test_double"]
    assert row.reason is Reason.NOT_ATTEMPTED
    assert "doubel" in summary(row)


def test_none_gets_its_own_words(grade: Grade) -> None:
    row = grade("def double(x): print(x * 2)\ndef halve(x): return x / 2\n")["test_double"]
    assert row.reason is Reason.MISMATCH
    assert "return" in summary(row)
    assert row.feedback is not None
    assert "tensor" in row.feedback.printed


@pytest.mark.parametrize("kind", [Engine, SubprocessEngine])
def test_each_check_shows_what_was_printed_in_it_and_no_more(
    tmp_path: Path, engines: dict[type[Engine], Engine], kind: type[Engine]
) -> None:
    """One process may run all checks: what a flood, an unfinished line or a moved `sys.stdout` leaves is not theirs."""
    course = small_course(tmp_path)
    bench = Bench(course.units, engines[kind], b"secret")

    def printed(double: str, halve: str = "return x") -> dict[str, str]:
        source = f"import sys\ndef double(x):\n    {double}\ndef halve(x): {halve}\n"
        rows = final_rows(bench.rows(course.units[0], take_bytes(source.encode())))
        return {row.check: row.feedback.printed for row in rows if row.feedback}

    flood = "for number in range(20_000): print('flood', number)"
    told = printed(flood, "print('half of', len(x), end='')")
    assert told["test_double"].startswith("flood 0\nflood 1\n")
    assert re.fullmatch(r"half of \d+", told["test_halve_matches"])
    assert printed("print('double', end='')")["test_double"] == "double"
    assert printed("sys.stdout = None; print('unseen')")["test_double"] == ""
    assert printed("sys.stdout.close()")["test_double"] == ""
    assert printed("print('seen')")["test_double"] == "seen\n"


REFUSING = """from autograder import points, raises


@points(1)
def test_double_refuses(student):
    with raises(ValueError):
        student.double("two")
"""


@pytest.mark.parametrize(
    ("body", "told"),
    [
        (
            "raise TypeError('no text')",
            "double stopped with TypeError on line 2 of your file; ValueError was expected.",
        ),
        ("return x", "No exception was raised; ValueError was expected."),
        ("raise NotImplementedError", "double is still to be written."),
    ],
)
def test_another_exception_than_the_one_wanted_is_told_with_both(grade: Grade, body: str, told: str) -> None:
    source = f"def double(x):\n    {body}\ndef halve(x): return x / 2\n"
    row = grade(source, public=REFUSING)["test_double_refuses"]
    assert summary(row) == told


def test_an_argument_changed_in_place_loses_the_points(grade: Grade) -> None:
    row = grade("def double(x):\n    x *= 2\n    return x\ndef halve(x): return x / 2\n")["test_double"]
    assert (row.status, row.reason, row.points) == (Status.FAILED, Reason.CHANGED_ARGUMENT, 0)


def test_a_check_may_allow_changes_in_place(grade: Grade) -> None:
    hidden = HIDDEN.replace("@points(2)\n", "@points(2)\n@inplace\n")
    rows = grade("def double(x):\n    x *= 2\n    return x\ndef halve(x): return x / 2\n", hidden=hidden)
    assert rows["test_double_matches"].status is Status.PASSED


def test_a_check_that_needs_a_failed_one_is_blocked(grade: Grade) -> None:
    hidden = HIDDEN + "\n\n@points(1)\n@needs('test_double_matches')\ndef test_more(student):\n    student.double(1)\n"
    row = grade("def double(x): return x\ndef halve(x): return x / 2\n", hidden=hidden)["test_more"]
    assert (row.status, row.reason) == (Status.FAILED, Reason.BLOCKED)
    assert "test_double_matches" in summary(row)


def test_a_forbidden_call_is_refused_for_its_function_only(grade: Grade) -> None:
    source = "import torch as t\ndef double(x): return t.mul(x, 2)\ndef halve(x): return t.mul(x, 0.5)\n"
    rows = grade(source, toml='\n[forbidden]\ndouble = ["torch.mul"]\n')
    assert rows["test_double"].reason is Reason.FORBIDDEN
    assert "torch.mul" in summary(rows["test_double"])
    assert rows["test_halve_matches"].status is Status.PASSED


def test_a_syntax_error_shows_the_line(grade: Grade) -> None:
    rows = grade("def double(x):\n    return x *\n")
    assert {row.reason for row in rows.values()} == {Reason.SYNTAX_ERROR}
    where = rows["test_double"].feedback and rows["test_double"].feedback.where
    assert where is not None
    assert (where.line, where.code) == (2, "    return x *")
    assert where.column is not None


def test_a_file_that_is_not_utf8_is_refused_with_advice(grade: Grade) -> None:
    rows = grade("def double(x): return '\xe9'".encode("latin-1"))
    assert {row.reason for row in rows.values()} == {Reason.UNREADABLE}
    assert "UTF-8" in summary(rows["test_double"])


def test_an_import_that_fails_is_told_once_for_every_check(grade: Grade) -> None:
    rows = grade("import numpi\n" + RIGHT)
    assert {row.reason for row in rows.values()} == {Reason.IMPORT_FAILED}
    assert "ModuleNotFoundError on line 1" in summary(rows["test_double"])


def test_a_file_that_trains_at_import_is_told_about_the_main_guard(grade: Grade) -> None:
    rows = grade("while True: pass\n" + RIGHT, toml="\n[limits]\ncpu_seconds = 1\n")
    assert {row.reason for row in rows.values()} == {Reason.IMPORT_FAILED}
    assert "__main__" in summary(rows["test_double"])


def test_the_submissions_budget_ends_the_checks_that_would_loop_on(grade: Grade) -> None:
    loops = "def double(x):\n    while True: pass\ndef halve(x): return x / 2\n"
    limits = "\n[limits]\ncpu_seconds = 1\ntotal_cpu_seconds = 0.5\n"
    rows = grade(loops, toml=limits)
    assert {row.reason for row in rows.values()} == {Reason.TIMEOUT}
    assert "used up" in summary(rows["test_halve_matches"])


def test_a_check_that_trips_over_the_students_value_blames_the_student(grade: Grade) -> None:
    hidden = HIDDEN + "\n\n@points(1)\ndef test_odd(student):\n    assert student.double(1).bit_length() == 2\n"
    row = grade("def double(x): return 'two'\ndef halve(x): return x / 2\n", hidden=hidden)["test_odd"]
    assert (row.status, row.reason) == (Status.FAILED, Reason.UNEXPECTED)


def test_a_check_that_trips_over_the_reference_too_is_an_error_of_the_grader(grade: Grade) -> None:
    hidden = HIDDEN + "\n\n@points(1)\ndef test_odd(student):\n    student.double(1)\n    1 / 0\n"
    row = grade(RIGHT, hidden=hidden)["test_odd"]
    assert (row.status, row.reason, row.points, row.max_points) == (Status.ERROR, Reason.GRADER, 0, 1)
    assert "not you" in summary(row)


def test_a_grader_that_fails_costs_one_row_only(grade: Grade, monkeypatch: pytest.MonkeyPatch) -> None:
    real = run_module.feedback_for

    def failing(failure: Any) -> Any:
        if failure.check.name == "test_double":
            raise ZeroDivisionError("the grader's own")
        return real(failure)

    monkeypatch.setattr(run_module, "feedback_for", failing)
    rows = grade("def double(x): return x\ndef halve(x): return x / 2\n")
    assert (rows["test_double"].status, rows["test_double"].reason) == (Status.ERROR, Reason.GRADER)
    assert rows["test_double_matches"].reason is Reason.MISMATCH
    assert rows["test_halve_matches"].status is Status.PASSED


def test_skipping_in_a_check_is_an_error_and_not_a_pass(grade: Grade) -> None:
    hidden = HIDDEN + "\n\n@points(1)\ndef test_odd(student):\n    student.double(1)\n    pytest.skip('no')\n"
    assert grade(RIGHT, hidden=hidden)["test_odd"].status is Status.ERROR


def test_a_reference_that_raises_is_an_error_of_the_grader(grade: Grade) -> None:
    solution = SOLUTION.replace("return x / 2", "raise KeyError('broken')")
    row = grade(RIGHT, solution=solution)["test_halve_matches"]
    assert row.status is Status.ERROR


def test_each_parameter_of_a_check_has_its_own_row(grade: Grade) -> None:
    hidden = HIDDEN + (
        "\n\n@points(1)\n@pytest.mark.parametrize('n', [1, 2, 3])\ndef test_many(student, n):\n"
        "    assert_same(student.double(n), 2 * n)\n"
    )
    rows = grade("def double(x): return 5 if type(x) is int and x == 2 else x * 2\n", hidden=hidden)
    assert [rows[f"test_many[{n}]"].status for n in (1, 2, 3)] == [Status.PASSED, Status.FAILED, Status.PASSED]


def test_helpers_run_beside_the_students_code(grade: Grade) -> None:
    hidden = HIDDEN + (
        "\n\n@points(1)\ndef test_spy(student):\n    spy = student.helpers.Spy()\n"
        "    student.double(spy)\n    assert_same(spy.seen, [2])\n"
    )
    helpers = "class Spy:\n    def __init__(self): self.seen = []\n    def __mul__(self, n): self.seen.append(n)\n"
    assert grade(RIGHT, hidden=hidden, helpers=helpers)["test_spy"].status is Status.PASSED


def test_a_check_file_that_cannot_be_imported_is_refused_before_anything_runs(engine: Engine, tmp_path: Path) -> None:
    public = "import nope_\nfrom autograder import points\n\n\n@points(1)\ndef test_x(student):\n  student.double(1)\n"
    course = small_course(tmp_path, public=public)
    with pytest.raises(CollectionError, match="nope_"):
        Bench(course.units, engine, b"secret")


def test_collecting_leaves_no_file(engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "dont_write_bytecode", False)
    course = small_course(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    Bench(course.units, engine, b"secret")
    assert sorted(tmp_path.rglob("*")) == before


def test_a_missing_and_a_refused_file_have_a_row_for_every_check(engine: Engine, tmp_path: Path) -> None:
    course = small_course(tmp_path)
    bench = Bench(course.units, engine, b"secret")
    missing = final_rows(bench.rows(course.units[0], None))
    refused = final_rows(bench.rows(course.units[0], refuse("It is a link.", "这是链接。")))
    assert [row.reason for row in missing] == [Reason.NOT_ATTEMPTED] * 3
    assert [row.reason for row in refused] == [Reason.UNREADABLE] * 3


def test_the_same_file_gets_the_same_result_and_another_secret_other_inputs(engine: Engine, tmp_path: Path) -> None:
    course = small_course(tmp_path, hidden=HIDDEN.replace("draw.normal(3, 4)", "draw.normal(*draw.sizes(4))"))
    unit = course.units[0]
    submitted = take_bytes(b"def double(x): return x.sum()\ndef halve(x): return x.sum()\n")

    def told(secret: bytes) -> list[object]:
        rows = final_rows(Bench(course.units, engine, secret).rows(unit, submitted))
        return [(row.check, row.status, row.feedback) for row in rows]

    assert told(b"one") == told(b"one")
    assert told(b"one") != told(b"two")


def test_a_check_that_has_passed_before_is_not_run_again(engine: Engine, tmp_path: Path) -> None:
    course = small_course(tmp_path)
    bench = Bench(course.units, engine, b"secret")
    rows = list(bench.rows(course.units[0], take_bytes(RIGHT.encode()), ["test_double"]))
    assert [row.result.check for row in rows] == ["test_double_matches", "test_halve_matches"]


def test_a_jails_cpu_seconds_are_in_the_row(grade: Grade) -> None:
    row = grade(RIGHT)["test_double"]
    assert 0 < row.cpu_seconds < 1
    assert row.wall_seconds > 0


def test_huge_answers_are_not_kept_from_check_to_check(
    engine: Engine, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("autograder.grading.run.REMEMBERED", 500_000)
    course = small_course(tmp_path)
    source = "import torch\nclass Thing: pass\ndef double(x): return Thing(), torch.zeros(100_000)\nhalve = double\n"
    subject = FileSubject(engine, course.units[0], Source.parse(source), "digest")
    run = Bench(course.units, engine, b"secret").run(course.units[0], subject)
    rows = final_rows(run.rows())
    assert [row.reason for row in rows] == [Reason.MISMATCH] * 3
    assert [row.feedback is not None and row.feedback.came_back for row in rows] == [
        "tuple of 2: Thing object, float32 (100000,)"
    ] * 3
    assert sum(one.size for one in run._ran) == 400_000


def test_a_fault_does_not_hold_on_to_what_came_with_it(engine: Engine, tmp_path: Path) -> None:
    course = small_course(tmp_path)
    source = "def double(x): raise KeyError(1)\nimport os\ndef halve(x): os._exit(0)\n"
    run = Bench(course.units, engine, b"secret").run(
        course.units[0], FileSubject(engine, course.units[0], Source.parse(source), "digest")
    )
    assert [row.reason for row in final_rows(run.rows())] == [Reason.RAISED, Reason.RAISED, Reason.CRASHED]
    for problem in (one.ending.problem for one in run._ran):
        assert problem is not None
        assert (problem.__traceback__, problem.__context__, problem.__cause__) == (None, None, None)


@pytest.mark.parametrize("body", ["x.mul(2)", "torch.mul(x, 2)", "twice(x)"])
def test_a_name_may_be_forbidden_on_anything(grade: Grade, body: str) -> None:
    source = f"import torch\nfrom torch import mul\ntwice = lambda x: mul(x, 2)\ndef double(x): return {body}\n"
    row = grade(source, toml='[forbidden]\ndouble = ["*.mul"]\n')["test_double"]
    assert (row.status, row.reason) == (Status.FAILED, Reason.FORBIDDEN)
    assert summary(row).startswith("double uses .mul, which this task rules out")


@pytest.mark.parametrize("kind", [Engine, SubprocessEngine, LocalEngine])
def test_what_a_file_switches_off_is_on_again_in_the_next_check(
    grade: Grade, engines: dict[type[Engine], Engine], kind: type[Engine]
) -> None:
    public = (
        "from autograder import points, tensor\n\n\n"
        '@points(1, of="double")\ndef test_first(student):\n    assert student.double(tensor([1.0])) is not None\n\n\n'
        '@points(1, of="double")\ndef test_second(student):\n    assert student.torch.is_grad_enabled() is True\n'
    )
    halve = RIGHT.splitlines()[1]
    source = f"import torch\ndef double(x):\n    torch.set_grad_enabled(False)\n    return x * 2\n{halve}\n"
    rows = grade(source, engine=engines[kind], public=public)
    assert rows["test_second"].status is Status.PASSED
