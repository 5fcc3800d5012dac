"""What many tests share: the demonstration course, and one bench (zygote, trusted workers, collected checks) for it."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.course import Course, Unit, load_course
from autograder.grading.engine import Engine
from autograder.grading.submission import Bench

os.environ.setdefault("TRITON_INTERPRET", "1")  # before any test imports triton, as torch's optimizers do

REFERENCE = Path(__file__).parents[1] / "reference"
SECRET = b"the secret of the tests"


@pytest.fixture(scope="session")
def real_course() -> Course:
    """The course of this repository."""
    return load_course(REFERENCE)


@pytest.fixture(scope="session")
def engine() -> Iterator[Engine]:
    """Jails and trusted workers; whatever is graded with them begins in a fresh process or a fresh module."""
    with Engine() as engine:
        yield engine


@pytest.fixture(scope="session")
def real_bench(real_course: Course, engine: Engine) -> Bench:
    """The course, ready to grade with."""
    return Bench(real_course.units, engine, SECRET)


@pytest.fixture(scope="session")
def u04(real_course: Course) -> Unit:
    """The unit on broadcasting."""
    return real_course.unit("a1/u04")
