"""What grading costs, for its history: pytest-benchmark counts the CPU seconds of all processes.

    OMP_NUM_THREADS=1 .venv/bin/python -m pytest benchmarks/bench_grader.py -p no:cacheprovider --benchmark-json FILE

`benchmarks/history.py` divides each by `test_import_torch` of the same run, since machines differ, and compares.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from benchmarks.grading_cost import a_class, course_of_eight, grade
from benchmarks.metering import cpu

ROOT = Path(__file__).parents[1]
ROUNDS = 3
SIZE = 12
pytestmark = pytest.mark.benchmark(timer=cpu, group="grader")


def test_import_torch(benchmark: Any) -> None:
    """What the others are compared with."""
    command = [sys.executable, "-c", "import torch"]
    benchmark.pedantic(lambda: subprocess.run(command, check=True), rounds=ROUNDS, warmup_rounds=1)


def test_grade_a_class_of_twelve(benchmark: Any, tmp_path: Path) -> None:
    """A unit with eight checks, one judge, from an empty gradebook."""
    course = course_of_eight(tmp_path)
    submitted = a_class(tmp_path, course, SIZE)
    benchmark.pedantic(lambda: grade(tmp_path, course, submitted), rounds=ROUNDS, warmup_rounds=1)


def test_check_one_file_at_the_desk(benchmark: Any) -> None:
    """The command that students run; the starter does not pass, which is exit status 1."""
    command = [sys.executable, "-m", "autograder.cli", "check", "a1/u04"]

    def check() -> None:
        done = subprocess.run(command, cwd=ROOT, capture_output=True)
        assert done.returncode == 1, done.stderr

    benchmark.pedantic(check, rounds=ROUNDS, warmup_rounds=1)
