"""What only looks like a mistake is not called by its name: students would be told what they did not do.

`tests/lookalikes/<assignment>/<unit>/matrix_rank__1.py` answers wrongly, and comes close to the mistake `matrix_rank`
without making it. A function's mistakes are looked for in its own checks.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course import Course
from autograder.grading.submission import Bench
from autograder.results import Status
from tests.grading.other_ways import LOOKALIKES, graded_where_it_matters, mistake_of, name_of, unit_of


@pytest.mark.parametrize("graded_with", ["all checks", "public checks"])
@pytest.mark.parametrize("path", LOOKALIKES, ids=name_of)
def test_what_only_looks_like_a_mistake_is_not_called_by_its_name(
    real_bench: Bench, real_course: Course, path: Path, graded_with: str
) -> None:
    unit = real_course.unit(unit_of(path))
    (function,) = (each.of for each in unit.mistakes if each.id == mistake_of(path))
    rows = graded_where_it_matters(real_bench, unit, path.read_bytes(), function, public=graded_with == "public checks")
    failed = [row for row in rows if row.status is not Status.PASSED]
    assert failed
    assert mistake_of(path) not in {row.mistake for row in failed}
