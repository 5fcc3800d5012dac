"""What the parts of grading cost, each by itself: pytest-benchmark times them in this process.

    OMP_NUM_THREADS=1 .venv/bin/python -m pytest benchmarks/bench_parts.py -p no:cacheprovider

Wall time of a quiet process is close to its CPU time; still, compare rows of one run, and not seconds of two.
"""

from __future__ import annotations

from itertools import count
from pathlib import Path
from typing import Any

import pytest
import torch

from autograder.course import Course, load_course
from autograder.gradebook import Gradebook
from autograder.grading.compare import assert_same
from autograder.grading.source import Source
from autograder.results import CheckResult, Level, Status

REFERENCE = Path(__file__).parents[1] / "reference"


@pytest.fixture(scope="module")
def course() -> Course:
    """The demonstration course."""
    return load_course(REFERENCE)


def test_load_the_course(benchmark: Any) -> None:
    benchmark(load_course, REFERENCE)


def test_parse_a_file_and_look_for_a_forbidden_call(benchmark: Any, course: Course) -> None:
    text = course.unit("a1/u04").solution_path.read_text("utf-8")
    benchmark(lambda: Source.parse(text, "u04.py").calls_in("broadcast_shape", "torch.broadcast_shapes"))


def test_compare_two_small_tensors(benchmark: Any) -> None:
    expected = torch.randn(3, 4)
    benchmark(assert_same, expected.clone(), expected)


def test_write_and_commit_a_row(benchmark: Any, tmp_path: Path) -> None:
    with Gradebook.open(tmp_path / "attempts.db") as gradebook:
        attempt = gradebook.begin(
            student="s", assignment="a1", submission_digest="5", course_digest="c", grader_version="0", seed_id="s",
            confinement=Level.A,
        )  # fmt: skip
        numbers = count()

        def write() -> None:
            row = CheckResult(
                unit="u01", check=f"test_{next(numbers)}", function="f", hidden=False, status=Status.PASSED, points=1,
                max_points=1,
            )  # fmt: skip
            gradebook.add(attempt, row)

        benchmark(write)
