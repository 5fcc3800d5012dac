"""The course in nbgrader's hands: what is exported, what nbgrader makes of it, and that points are never free."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import nbformat
import pytest
from click.testing import CliRunner
from nbgrader.nbgraderformat import MetadataValidator

from autograder.cli import main
from autograder.course import Course
from autograder.grading.intake import Submitted, notebook_of
from autograder.release.nbgrader_source import hidden_id, nbgrader_source, points_of, public_id
from tests.small import small_course


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return small_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def exported(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of nbgrader, with the source exported and the release made by nbgrader itself."""
    folder = tmp_path_factory.mktemp("nbgrader")
    done = CliRunner().invoke(main, ["nbgrader", "export", "--to", str(folder), "--course", str(course.path)])
    assert done.exit_code == 0, done.output
    generate(folder)
    return folder


def generate(folder: Path) -> None:
    """Alembic has to be on PATH, or the database that nbgrader makes is no good."""
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    command = [sys.executable, "-m", "nbgrader", "generate_assignment", "a0_small", "--force"]
    done = subprocess.run(command, cwd=folder, env={**os.environ, "PATH": path}, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr[-2000:]


def cells_of(path: Path) -> Iterator[tuple[dict[str, Any], str]]:
    for cell in json.loads(path.read_text())["cells"]:
        yield cell["metadata"].get("nbgrader", {}), "".join(cell["source"])


def test_the_source_has_valid_metadata_and_all_points(course: Course) -> None:
    unit = course.units[0]
    notebook = nbformat.reads(nbgrader_source(course, unit, "en"), 4)
    nbformat.validate(notebook)
    MetadataValidator().validate_nb(notebook)
    told = {
        cell.metadata.nbgrader.grade_id: cell.metadata.nbgrader
        for cell in notebook.cells
        if "nbgrader" in cell.metadata
    }
    assert sum(meta.get("points", 0) for meta in told.values()) == sum(check.points for check in unit.checks)
    for function in unit.functions:
        for id_, hidden in ((public_id(unit, function), False), (hidden_id(unit, function), True)):
            points = points_of(unit, function, hidden=hidden)
            assert (id_ in told) is (points > 0)
            assert points == 0 or (told[id_].points, told[id_].locked) == (points, True)


def test_nbgrader_cuts_the_solution_out_and_leaves_what_a_student_can_work_with(exported: Path, course: Course) -> None:
    source, release = (exported / kind / "a0_small" / "u01_small.ipynb" for kind in ("source", "release"))
    assert "return x * 2" in source.read_text()
    text = release.read_text()
    assert "return x * 2" not in text
    assert "HIDDEN TESTS" not in text
    assert "assert result.passed" not in text
    sources = [source for _, source in cells_of(release)]
    assert any(each.startswith('result = check("a0/u01", "double")') for each in sources)
    taken = notebook_of(release.read_bytes(), "n.ipynb", course.units[0])
    assert isinstance(taken, Submitted)
    assert "def double(x):" in taken.text
    assert taken.text.count("raise NotImplementedError()") == 2
    beside = {path.name for path in release.parent.iterdir()}
    assert {"u01_small.py", "test_u01_small.py", ".units"} <= beside
    assert "return x * 2" not in (release.parent / "u01_small.py").read_text()


def test_nothing_changes_when_it_is_done_again_and_what_was_changed_stays(exported: Path, course: Course) -> None:
    def export() -> str:
        done = CliRunner().invoke(main, ["nbgrader", "export", "--to", str(exported), "--course", str(course.path)])
        assert done.exit_code == 0
        return done.output

    before = {path: path.read_bytes() for path in exported.rglob("source/**/*") if path.is_file()}
    assert "0 written" in export()
    assert {path: path.read_bytes() for path in before} == before
    notebook = exported / "source" / "a0_small" / "u01_small.ipynb"
    mine = notebook.read_bytes() + b"\n"
    notebook.write_bytes(mine)
    assert "you have changed it, so it stays" in export()
    assert notebook.read_bytes() == mine
    notebook.write_bytes(before[notebook])
    (notebook.parent / "u01_small.ipynb.new").unlink()
    release = exported / "release" / "a0_small" / "u01_small.ipynb"
    first = list(cells_of(release))
    generate(exported)
    assert list(cells_of(release)) == first


def test_cells_with_points_give_none_by_themselves(course: Course) -> None:
    """Whoever lets nbgrader's own autograde run the cells gets no points that are not earned."""
    graded = {
        meta["grade_id"]: source
        for meta, source in (
            (cell["metadata"].get("nbgrader", {}), "".join(cell["source"]))
            for cell in json.loads(nbgrader_source(course, course.units[0], "en"))["cells"]
        )
        if meta.get("grade")
    }
    assert len(graded) == 3
    for grade_id, source in graded.items():
        names: dict[str, Any] = {"check": lambda *_: type("Shown", (), {"passed": False})()}
        with pytest.raises((AssertionError, RuntimeError)):
            exec(source, names)
        assert "BEGIN HIDDEN TESTS" in source, grade_id


def test_an_assignment_that_there_is_not_is_named(course: Course, tmp_path: Path) -> None:
    done = CliRunner().invoke(
        main, ["nbgrader", "export", "--to", str(tmp_path), "--course", str(course.path), "--assignment", "a9"]
    )
    assert done.exit_code == 2
    assert "No assignment `a9`" in done.output
