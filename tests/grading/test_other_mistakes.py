"""Each mistake, however it is written, is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course import Course
from autograder.grading.submission import Bench
from autograder.results import Status
from tests.grading.other_ways import VARIANTS, graded_in_part, mistake_of, name_of, unit_of


@pytest.mark.parametrize("path", VARIANTS, ids=name_of)
def test_a_mistake_written_differently_is_named(real_bench: Bench, real_course: Course, path: Path) -> None:
    unit = real_course.unit(unit_of(path))
    (function,) = (each.of for each in unit.mistakes if each.id == mistake_of(path))
    rows = graded_in_part(real_bench, unit, path.read_bytes(), function)
    failed = [row for row in rows if row.status is not Status.PASSED]
    assert {row.mistake for row in failed if row.reason != "blocked"} == {mistake_of(path)}
