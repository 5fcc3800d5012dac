"""`autograder score`: a checkout, scored with the public checks of a course that lies elsewhere."""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from autograder.cli import main
from autograder.course import Course
from autograder.grading.engine import Engine
from autograder.release.tree import unit_notebook
from tests.small import RIGHT, SOLUTION, small_course


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return small_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def released(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("released") / "assignments"
    done = CliRunner().invoke(main, ["release", "--course", str(course.path), "--assignments", str(folder)])
    assert done.exit_code == 0, done.output
    return folder


@pytest.fixture
def checkout(released: Path, tmp_path: Path) -> Path:
    """A student's repository as it was given out."""
    shutil.copytree(released, tmp_path / "checkout" / "assignments")
    return tmp_path / "checkout"


@pytest.fixture
def warm(engine: Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    """Scores without another zygote: each check has a jail of its own all the same."""
    monkeypatch.setattr("autograder.cli.score.ZygoteProcess", lambda confine: confine)
    monkeypatch.setattr("autograder.cli.score.Engine", lambda zygote: _Kept(engine))


class _Kept:
    """An engine that is not closed when a command is through."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def __getattr__(self, name: str) -> Any:
        return getattr(self._engine, name)

    def __enter__(self) -> _Kept:
        return self

    def __exit__(self, *_: object) -> None:
        return


def score(checkout: Path, released: Path, *more: str, **environment: str) -> Result:
    clean = dict.fromkeys((name for name in os.environ if name.startswith("GITHUB_")), "")
    return CliRunner().invoke(
        main, ["score", str(checkout), "--assignments", str(released), "--out", str(checkout.parent / "out"), "--lang",
               "en", *more], env=clean | {"COLUMNS": "100"} | environment,
    )  # fmt: skip


def test_what_nobody_has_begun_does_not_make_a_push_red(checkout: Path, released: Path) -> None:
    done = score(checkout, released)
    assert done.exit_code == 0, done.output
    assert "0 of 1 points" in done.output
    assert "Nothing is written yet" in done.output


def test_a_wrong_and_a_right_notebook(warm: None, checkout: Path, released: Path, course: Course) -> None:
    place = checkout / "assignments" / "a0_small"
    wrong = SOLUTION.replace("return x * 2", "return x + 2")
    outputs, summary = checkout.parent / "outputs", checkout.parent / "summary"
    github = {"GITHUB_ACTIONS": "true", "GITHUB_OUTPUT": str(outputs), "GITHUB_STEP_SUMMARY": str(summary)}
    for code, status in ((wrong, 1), (SOLUTION, 0)):
        (place / "u01_small.ipynb").write_text(unit_notebook(course, course.units[0], "en", code))
        done = score(checkout, released, "--student", "amy", **github)
        assert done.exit_code == status, done.output
    assert outputs.read_text().splitlines()[2::4] == ["passed=false", "passed=true"]
    assert "Two was added to" in summary.read_text()
    result = json.loads((checkout.parent / "out" / "a0_small.json").read_text())
    assert (result["student"], result["checks"][0]["status"]) == ("amy", "passed")
    (place / "u01_small.ipynb").write_text(unit_notebook(course, course.units[0], "en", wrong))
    done = score(checkout, released, **github)
    assert done.output.startswith("::error file=assignments/a0_small/u01_small.ipynb,title=Small%3A double")


def test_a_student_s_own_checks_never_count(warm: None, checkout: Path, released: Path) -> None:
    place = checkout / "assignments" / "a0_small"
    (place / "u01_small.py").write_text(RIGHT.replace("x * 2", "x * 3"))
    (place / "test_u01_small.py").write_text("def test_double(student):\n    pass\n")
    shutil.rmtree(place / ".units")
    assert score(checkout, released).exit_code == 1
    refused = score(checkout, checkout / "assignments")
    assert refused.exit_code == 2
    assert "what students can change must not score them" in refused.output


def test_a_checkout_without_the_course_s_folders_is_told(tmp_path: Path, released: Path) -> None:
    (tmp_path / "checkout").mkdir()
    done = score(tmp_path / "checkout", released)
    assert done.exit_code == 2
    assert "Expected one of the folders a0_small in it" in done.output


def test_links_out_of_the_checkout_are_not_followed(warm: None, checkout: Path, released: Path, tmp_path: Path) -> None:
    place, elsewhere = checkout / "assignments" / "a0_small", tmp_path / "elsewhere"
    shutil.copytree(place, elsewhere)
    (elsewhere / "u01_small.py").write_text(RIGHT)
    shutil.rmtree(place)
    place.symlink_to(elsewhere)
    done = score(checkout, released)
    assert "0 of 1 points" in done.output
