"""What only looks like a mistake is not called by its name: students would be told what they did not do.

`tests/lookalikes/<assignment>/<unit>/matrix_rank__1.py` answers wrongly, and comes close to the mistake `matrix_rank`
without making it.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course import Course
from autograder.grading.intake import Submitted, take_bytes
from autograder.grading.source import Source
from autograder.grading.subjects import FileSubject
from autograder.grading.submission import Bench
from autograder.release.verify import final_rows
from autograder.results import Status
from tests.grading.other_ways import LOOKALIKES, mistake_of, name_of, unit_of


@pytest.mark.parametrize("graded_with", ["all checks", "public checks"])
@pytest.mark.parametrize("path", LOOKALIKES, ids=name_of)
def test_what_only_looks_like_a_mistake_is_not_called_by_its_name(
    real_bench: Bench, real_course: Course, path: Path, graded_with: str
) -> None:
    unit = real_course.unit(unit_of(path))
    assert mistake_of(path) in {mistake.id for mistake in unit.mistakes}
    submitted = take_bytes(path.read_bytes())
    assert isinstance(submitted, Submitted)
    source = Source.parse(submitted.text, f"{unit.id}.py")
    run = real_bench.run(unit, FileSubject(real_bench.engine, unit, source, submitted.digest))
    if graded_with == "public checks":  # what a student's own machine has
        run.checks = [check for check in run.checks if not check.info.hidden]
    failed = [row for row in final_rows(run.rows()) if row.status is not Status.PASSED]
    assert failed
    assert mistake_of(path) not in {row.mistake for row in failed}
