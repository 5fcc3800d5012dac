"""What the gradebook's tests share: an open gradebook, and makers of records."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from autograder.gradebook import Attempt, Gradebook
from autograder.results import CheckResult, Feedback, Level, Reason, SourceLine, Status, Text


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "attempts.db"


@pytest.fixture
def gradebook(path: Path) -> Iterator[Gradebook]:
    with Gradebook.open(path) as opened:
        yield opened


@pytest.fixture
def key() -> dict[str, Any]:
    """What `begin` wants, for one submission."""
    return {
        "student": "lin",
        "assignment": "a1_tensors",
        "submission_digest": "5" * 64,
        "course_digest": "c" * 64,
        "grader_version": "0.1.0",
        "seed_id": "0123456789ab",
        "confinement": Level.A,
    }


@pytest.fixture
def begin(gradebook: Gradebook, key: dict[str, Any]) -> Callable[..., Attempt]:
    return lambda **changes: gradebook.begin(**key | changes)


@pytest.fixture
def feedback() -> Feedback:
    return Feedback(
        summary=Text(en="The shape differs.", zh="形状不同。"),
        called="centre_rows(x)",
        arguments=("x: float32 (2, 3)",),
        came_back="float32 (2, 2)",
        meaning=Text(en="An axis was dropped.", zh="少了一个轴。"),
        where=SourceLine(file="u04_broadcasting.py", line=14, code="    return x - x.mean(1)"),
    )


@pytest.fixture
def passed() -> Callable[..., CheckResult]:
    def make(name: str = "test_example", **changes: Any) -> CheckResult:
        values: dict[str, Any] = {
            "unit": "u04_broadcasting",
            "check": name,
            "function": "centre_rows",
            "hidden": False,
            "status": Status.PASSED,
            "points": 1.5,
            "max_points": 1.5,
            "cpu_seconds": 0.1,
            "wall_seconds": 0.3,
        }
        return CheckResult(**values | changes)

    return make


@pytest.fixture
def failed(passed: Callable[..., CheckResult], feedback: Feedback) -> Callable[..., CheckResult]:
    def make(name: str = "test_matches", **changes: Any) -> CheckResult:
        values = {"status": Status.FAILED, "reason": Reason.MISMATCH, "points": 0.0, "feedback": feedback}
        return passed(name, **values | changes)

    return make
