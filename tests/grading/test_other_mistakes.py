"""Each mistake, however it is written, is named.

There are more than a thousand files. They are ours, so that one process is enough for many; what jails have to do with
it is proven with right answers (`test_other_ways.py`) and with each function's first mistake.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.course import Course, Unit
from autograder.grading.engine import Engine
from autograder.grading.submission import Bench
from autograder.jail.channels import Channel
from autograder.results import Status
from tests.conftest import SECRET
from tests.grading.other_ways import VARIANTS, graded_in_part, mistake_of, name_of, unit_of


class LongLived(Engine):
    """Students' files in a worker that lives on, and loads each of them afresh."""

    def student(self, unit: Unit) -> Channel:
        return self._worker(unit, "student's files")

    def _lane(self, unit: Unit, party: str) -> Channel:
        return super().student(unit)


@pytest.fixture(scope="module")
def bench(real_course: Course) -> Iterator[Bench]:
    with Bench(real_course.units, LongLived(), SECRET) as bench:
        yield bench


@pytest.mark.parametrize("path", VARIANTS, ids=name_of)
def test_a_mistake_written_differently_is_named(bench: Bench, real_course: Course, path: Path) -> None:
    unit = real_course.unit(unit_of(path))
    (function,) = (each.of for each in unit.mistakes if each.id == mistake_of(path))
    rows = graded_in_part(bench, unit, path.read_bytes(), function)
    failed = [row for row in rows if row.status is not Status.PASSED]
    assert {row.mistake for row in failed if row.reason != "blocked"} == {mistake_of(path)}
