"""Units that are proven at once come to the proofs that they come to one after the other."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course import Course
from autograder.grading.collect import CollectionError
from autograder.release.side_by_side import verify_units
from tests.small import PUBLIC, small_course


def test_two_processes_prove_what_one_proves_in_the_same_order(real_course: Course) -> None:
    units = real_course.assignments[0].units[:2]
    proofs = list(verify_units(real_course.path, units, 2))
    assert proofs == list(verify_units(real_course.path, units, 1))
    assert [proof.unit for proof in proofs[:: len(proofs) // 2]] == [unit.key for unit in units]


def test_a_check_that_cannot_be_collected_is_told_with_its_file(tmp_path: Path) -> None:
    course = small_course(tmp_path, public=PUBLIC + "\n1 / 0\n")
    with pytest.raises(CollectionError, match=r"test_public\.py"):
        list(verify_units(course.path, course.units * 2, 2))
