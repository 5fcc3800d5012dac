"""Right answers of any style get full points; each mistake, however it is written, is named."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from autograder.course import Course, Unit
from autograder.grading.intake import Submitted, take_bytes
from autograder.grading.source import Source
from autograder.grading.subjects import FileSubject
from autograder.grading.submission import Bench
from autograder.release.samples import with_mistake
from autograder.release.verify import final_rows
from autograder.results import CheckResult, Status

TESTS = Path(__file__).parents[1]
VARIANTS = sorted((TESTS / "variants").glob("*/*/*.py"))
ALTERNATIVES = sorted((TESTS / "alternatives").glob("*/*/*.py"))


def unit_of(path: Path) -> str:
    """The key of the unit that a file lies under: its folders are called as in the course."""
    return f"{path.parent.parent.name}/{path.parent.name}"


def mistake_of(path: Path) -> str:
    """`flatten_all__2.py` makes the mistake `flatten_all`."""
    return path.stem.rpartition("__")[0]


def name_of(path: Path) -> str:
    return f"{unit_of(path)}/{path.stem}"


def graded(bench: Bench, course: Course, path: Path) -> list[CheckResult]:
    return final_rows(bench.rows(course.unit(unit_of(path)), take_bytes(path.read_bytes())))


def graded_in_part(bench: Bench, unit: Unit, data: bytes, function: str) -> list[CheckResult]:
    """Only the checks of one function: the others are right answers, and there are hundreds of variants."""
    submitted = take_bytes(data)
    assert isinstance(submitted, Submitted)
    source = Source.parse(submitted.text, f"{unit.id}.py")
    run = bench.run(unit, FileSubject(bench.engine, unit, source, submitted.digest))
    run.checks = [check for check in run.checks if check.info.of == function]
    return final_rows(run.rows())


@pytest.mark.parametrize("path", ALTERNATIVES, ids=name_of)
def test_another_right_answer_gets_full_points(real_bench: Bench, real_course: Course, path: Path) -> None:
    rows = graded(real_bench, real_course, path)
    assert {row.check: row.feedback for row in rows if row.status is not Status.PASSED} == {}


@pytest.mark.parametrize("path", VARIANTS, ids=name_of)
def test_a_mistake_written_differently_is_named(real_bench: Bench, real_course: Course, path: Path) -> None:
    unit = real_course.unit(unit_of(path))
    (function,) = (each.of for each in unit.mistakes if each.id == mistake_of(path))
    rows = graded_in_part(real_bench, unit, path.read_bytes(), function)
    failed = [row for row in rows if row.status is not Status.PASSED]
    assert {row.mistake for row in failed if row.reason != "blocked"} == {mistake_of(path)}


def test_every_mistake_has_two_variants_and_every_unit_five_alternatives(real_course: Course) -> None:
    variants = Counter((unit_of(path), mistake_of(path)) for path in VARIANTS)
    alternatives = Counter(unit_of(path) for path in ALTERNATIVES)
    known = {(unit.key, mistake.id) for unit in real_course.units for mistake in unit.mistakes}
    assert {each for each in known if variants[each] < 2} == set()
    assert {unit.key for unit in real_course.units if alternatives[unit.key] < 5} == set()
    assert set(variants) <= known, "a variant lies under a unit, or is called after a mistake, that there is not"
    assert set(alternatives) <= {unit.key for unit in real_course.units}


def test_the_first_mistake_of_each_function_is_named_when_a_student_hands_it_in(
    real_bench: Bench, real_course: Course
) -> None:
    """The others are handed in by `verify`, and as their variants above."""
    for unit in real_course.units:
        for mistake in [known[0] for function in unit.functions if (known := unit.mistakes_of(function))]:
            rows = graded_in_part(real_bench, unit, with_mistake(unit, mistake).encode(), mistake.of)
            failed = [row for row in rows if row.status is not Status.PASSED and row.reason != "blocked"]
            if failed and all(row.reason == "forbidden" for row in failed):
                continue  # an author's mistake may call what students may not; its variants do without
            assert {row.mistake for row in failed} == {mistake.id}
