"""Right answers of any style get full points."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.grading.submission import Bench
from autograder.release.samples import with_mistake
from autograder.results import Status
from tests.grading.other_ways import ALTERNATIVES, VARIANTS, graded, graded_in_part, mistake_of, name_of, unit_of


@pytest.mark.parametrize("path", ALTERNATIVES, ids=name_of)
def test_another_right_answer_gets_full_points(real_bench: Bench, real_course: Course, path: Path) -> None:
    rows = graded(real_bench, real_course, path)
    assert {row.check: row.feedback for row in rows if row.status is not Status.PASSED} == {}


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
