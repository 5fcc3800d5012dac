"""What the tests of other ways share: files by unit, and grading them whole or in part."""

from __future__ import annotations

from pathlib import Path

from autograder.course import Course, Unit
from autograder.grading.intake import Submitted, take_bytes
from autograder.grading.run import UnitRun
from autograder.grading.source import Source
from autograder.grading.subjects import FileSubject
from autograder.grading.submission import Bench
from autograder.release.verify import final_rows
from autograder.results import CheckResult, Reason

TESTS = Path(__file__).parents[1]
VARIANTS = sorted((TESTS / "variants").glob("*/*/*.py"))
ALTERNATIVES = sorted((TESTS / "alternatives").glob("*/*/*.py"))
LOOKALIKES = sorted((TESTS / "lookalikes").glob("*/*/*.py"))


def unit_of(path: Path) -> str:
    """The key of the unit that a file lies under: its folders are called as in the course."""
    return f"{path.parent.parent.name}/{path.parent.name}"


def mistake_of(path: Path) -> str:
    """`flatten_all__2.py` makes the mistake `flatten_all`."""
    return path.stem.rpartition("__")[0]


def name_of(path: Path) -> str:
    return f"{unit_of(path)}/{path.stem}"


def graded(bench: Bench, course: Course, path: Path) -> list[CheckResult]:
    unit, data = course.unit(unit_of(path)), take_bytes(path.read_bytes())
    for _ in range(3):
        rows = final_rows(bench.rows(unit, data))
        if all(row.reason is not Reason.VOID for row in rows):
            break  # a race that the machine was too busy for is to be graded again, as students are told
    return rows


def graded_in_part(bench: Bench, unit: Unit, data: bytes, function: str) -> list[CheckResult]:
    """Only the checks of one function: the others are right answers, and there are hundreds of variants."""
    run = _opened(bench, unit, data)
    run.checks = [check for check in run.checks if check.info.of == function]
    return final_rows(run.rows())


def graded_where_it_matters(bench: Bench, unit: Unit, data: bytes, function: str, *, public: bool) -> list[CheckResult]:
    """Only the checks of one function, and of what it is built on or is built on it.

    `public`: those that a student's own machine has.
    """
    run = _opened(bench, unit, data)
    source = run.subject.source
    below = source.builds_on(function)
    run.checks = [
        check
        for check in run.checks
        if (check.info.of in {function, *below} or function in source.builds_on(check.info.of))
        and not (public and check.info.hidden)
    ]
    return final_rows(run.rows())


def _opened(bench: Bench, unit: Unit, data: bytes) -> UnitRun:
    submitted = take_bytes(data)
    assert isinstance(submitted, Submitted)
    source = Source.parse(submitted.text, f"{unit.id}.py")
    return bench.run(unit, FileSubject(bench.engine, unit, source, submitted.digest))
