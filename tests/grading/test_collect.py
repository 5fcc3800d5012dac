"""Collecting checks costs what the course's own folders cost, and nothing of what lies around them."""

from __future__ import annotations

import gc
import os
from pathlib import Path
from typing import Any

import pytest

from autograder.grading.collect import collect
from tests.small import small_course


def test_folders_above_the_course_are_not_listed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A home folder may hold thousands of others, and a class grades hundreds of files."""
    course = small_course(tmp_path / "home")
    listed: list[Path] = []
    scandir = os.scandir

    def noted(path: Any = ".") -> Any:
        listed.append(Path(path))
        return scandir(path)

    monkeypatch.setattr(os, "scandir", noted)
    checks = collect(course.units)
    assert [each.name for each in checks["a0_small/u01_small"]] == [
        "test_double", "test_double_matches", "test_halve_matches"
    ]  # fmt: skip
    assert {path for path in listed if not path.is_relative_to(course.path)} == set()


def test_garbage_is_not_collected(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """It takes a quarter of a second where torch is loaded; pytest does so ten times at its end."""
    course = small_course(tmp_path)
    monkeypatch.setattr(gc, "collect", lambda *_: pytest.fail("collects garbage"))
    assert collect(course.units)
