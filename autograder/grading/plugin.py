"""The pytest plugin: in a checkout, `pytest assignments/a1_tensors` runs the public checks as ordinary tests.

The student's file runs in this very process, so that `breakpoint()` works and a traceback leads to the student's line.
Grading does not use this: there, `run.py` calls the collected checks. Loaded through the entry point `pytest11` in
every pytest run of its environment, so it imports nothing heavy until a fixture of it is asked for.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest


def submitted_file(test_file: Path) -> Path | None:
    """The file that checks are about: `u04_x.py` for `test_u04_x.py`; in a unit's own folder, the solution."""
    beside = test_file.with_name(test_file.name.removeprefix("test_"))
    solution = test_file.with_name("solution.py")
    return next((path for path in (beside, solution) if path != test_file and path.exists()), None)


def _unit_name(path: Path) -> str:
    return path.parent.name if path.name == "solution.py" else path.stem


def _file(request: pytest.FixtureRequest) -> Path:
    path = submitted_file(request.path)
    if path is None:
        raise pytest.UsageError(
            f"{request.path}: no file to check. Expected {request.path.name.removeprefix('test_')} beside it"
        )
    return path


def _open(path: Path, party: str) -> Any:
    from autograder.course.released import FOLDER
    from autograder.jail.channels import LocalChannel
    from autograder.jail.proxies import open_module
    from autograder.jail.remote import Patience, Program

    released = path.parent / FOLDER / f"{path.stem}.helpers.py"
    helpers = path.with_name("helpers.py") if path.name == "solution.py" else released
    files = [(_unit_name(path), str(path), path.read_text("utf-8"))]
    if helpers.exists():
        files.append(("helpers", str(helpers), helpers.read_text("utf-8")))
    return open_module(LocalChannel(), Program(tuple(files)), 0, party=party, patience=Patience())


@pytest.fixture
def student(request: pytest.FixtureRequest) -> Any:
    """The student's module."""
    return _open(_file(request), "student")


@pytest.fixture
def reference(request: pytest.FixtureRequest) -> Any:
    """The reference's module; only in an instructor's checkout."""
    path = request.path.with_name("solution.py")
    if not path.exists():
        raise pytest.UsageError(f"{request.path}: hidden checks need solution.py beside them")
    return _open(path, "reference")


@pytest.fixture
def draw(request: pytest.FixtureRequest) -> Any:
    """The generator of inputs, with the public key."""
    from autograder.grading.draw import Draw, derive_key
    from autograder.grading.run import PUBLIC_KEY

    return Draw(derive_key(PUBLIC_KEY, _unit_name(_file(request)), request.node.name, "draw"))


@pytest.fixture
def source(request: pytest.FixtureRequest) -> Any:
    """The student's file as the judge reads it."""
    from autograder.grading.source import Source

    path = _file(request)
    return Source.parse(path.read_text("utf-8"), path.name)
