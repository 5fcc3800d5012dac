"""From what students hand in to nbgrader's own gradebook, CSV, and feedback pages."""

from __future__ import annotations

import csv
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from nbgrader.api import Course as NamedCourse
from nbgrader.api import Gradebook as Database

from autograder.cli import main
from autograder.course import Course
from autograder.release.tree import unit_notebook
from tests.small import SOLUTION, small_course
from tests.warm import run_nbgrader

WRONG = SOLUTION.replace("return x * 2", "return x + 2")


def ours(*arguments: str) -> Result:
    return CliRunner().invoke(main, [*arguments])


def theirs(folder: Path, *arguments: str) -> None:
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    status, said = run_nbgrader(folder, *arguments, environment={**os.environ, "PATH": path})
    assert status == 0, said[-3000:]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return small_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def folder(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A course of nbgrader after export, generate_assignment, grade and sync."""
    folder = tmp_path_factory.mktemp("nbgrader")
    assert ours("nbgrader", "export", "--to", str(folder), "--course", str(course.path)).exit_code == 0
    theirs(folder, "generate_assignment", "a0_small")
    unit = course.units[0]
    files: dict[str, dict[str, bytes]] = {
        "right": {"u01_small.ipynb": unit_notebook(course, unit, "en", SOLUTION).encode()},
        "wrong": {"u01_small.py": WRONG.encode(), "timestamp.txt": b"2026-02-03 10:20:30.000000 UTC"},
        "broken": {"u01_small.py": b"def double(x:\n"},
    }
    for student, handed_in in files.items():
        place = folder / "submitted" / student / "a0_small"
        place.mkdir(parents=True)
        for name, content in handed_in.items():
            (place / name).write_bytes(content)
    graded = ours("grade", str(folder / "submitted"), "--assignment", "a0", "--gradebook", str(folder / "ours.db"),
                  "--course", str(course.path))  # fmt: skip
    assert graded.exit_code == 0, graded.output
    synced = sync(folder, course)
    assert synced.exit_code == 0, synced.output
    assert "3 submissions of a0_small are in nbgrader's gradebook." in synced.output
    return folder


def sync(folder: Path, course: Course, *more: str) -> Result:
    return ours("nbgrader", "sync", "--to", str(folder), "--gradebook", str(folder / "ours.db"), "--assignment", "a0",
                "--course", str(course.path), "--lang", "en", *more)  # fmt: skip


def scores(folder: Path) -> dict[str, float]:
    theirs(folder, "export", "--to", "grades.csv")
    with (folder / "grades.csv").open(newline="") as file:
        return {row["student_id"]: float(row["score"]) for row in csv.DictReader(file)}


def test_nbgrader_exports_our_scores(folder: Path) -> None:
    assert scores(folder) == {"right": 4.0, "wrong": 1.0, "broken": 0.0}


def test_the_time_of_handing_in_is_nbgrader_s(folder: Path) -> None:
    with Database(f"sqlite:///{folder}/gradebook.db") as book:
        assert str(book.find_submission("a0_small", "wrong").timestamp).startswith("2026-02-03 10:20:30")
    assert (folder / "submitted" / "right" / "a0_small" / "timestamp.txt").exists()


def cells(folder: Path, student: str) -> dict[str, dict[str, Any]]:
    told = json.loads((folder / "autograded" / student / "a0_small" / "u01_small.ipynb").read_text())
    return {cell["metadata"]["nbgrader"]["grade_id"]: cell for cell in told["cells"] if "nbgrader" in cell["metadata"]}


def test_pages_show_what_was_handed_in_with_our_feedback_and_no_hidden_test(folder: Path) -> None:
    found = cells(folder, "wrong")
    assert "return x + 2" in "".join(found["u01_small-double"]["source"])
    public = found["u01_small-double-public"]
    assert "Two was added to" in "".join(public["outputs"][0]["data"]["text/plain"])
    assert "HIDDEN TESTS" not in json.dumps(found)
    assert "result.passed" not in json.dumps(found)
    hidden = "".join(found["u01_small-double-hidden"]["outputs"][0]["data"]["text/plain"])
    assert "matches" in hidden
    broken = "".join(cells(folder, "broken")["u01_small-double-public"]["outputs"][0]["data"]["text/plain"])
    assert "Python cannot read line 1" in broken


def test_nbgrader_makes_feedback_pages_of_it(folder: Path) -> None:
    theirs(folder, "generate_feedback", "a0_small")
    page = (folder / "feedback" / "wrong" / "a0_small" / "u01_small.html").read_text()
    assert "Two was added to" in page
    assert "HIDDEN TESTS" not in page


def test_manual_scores_and_comments_stay_when_it_is_done_again(folder: Path, course: Course) -> None:
    with Database(f"sqlite:///{folder}/gradebook.db") as book:
        grade = book.find_grade("u01_small-double-hidden", "u01_small", "a0_small", "wrong")
        grade.manual_score = 1.5
        book.find_comment("u01_small-double", "u01_small", "a0_small", "wrong").manual_comment = "nearly"
        book.db.commit()
    assert sync(folder, course).exit_code == 0
    with Database(f"sqlite:///{folder}/gradebook.db") as book:
        assert book.find_submission("a0_small", "wrong").score == 2.5
        assert book.find_comment("u01_small-double", "u01_small", "a0_small", "wrong").manual_comment == "nearly"
        assert len(book.students) == 3
        grade = book.find_grade("u01_small-double-hidden", "u01_small", "a0_small", "wrong")
        grade.manual_score = None
        book.db.commit()


def test_a_database_that_cannot_be_used_is_told(folder: Path, course: Course, tmp_path: Path) -> None:
    done = sync(folder, course, "--db", f"sqlite:///{tmp_path}/no/such/folder.db")
    assert done.exit_code == 2
    assert "nbgrader's gradebook" in done.output
    assert "cannot be used" in done.output


def test_a_course_of_another_name_is_not_made_silently(folder: Path, course: Course, tmp_path: Path) -> None:
    database = f"sqlite:///{tmp_path}/named.db"
    assert sync(folder, course, "--db", database, "--course-id", "spring").exit_code == 0
    wrong = sync(folder, course, "--db", database, "--course-id", "sprign")
    assert wrong.exit_code == 2
    assert "knows the course 'spring', and not 'sprign'" in " ".join(wrong.output.split())
    with Database(database, "") as book:
        assert [row.id for row in book.db.query(NamedCourse).all()] == ["spring"]


def test_what_lies_in_a_student_s_folder_is_not_trusted(course: Course, tmp_path: Path) -> None:
    """Links are neither read nor written through, and a time that is none costs nobody else anything."""
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "private").write_text("2020-01-01 00:00:00 UTC")
    for student in ("broken", "dangling", "linked", "right"):
        place = tmp_path / "submitted" / student / "a0_small"
        place.mkdir(parents=True)
        (place / "u01_small.py").write_text(SOLUTION)
    stamps = {
        name: tmp_path / "submitted" / name / "a0_small" / "timestamp.txt" for name in ("broken", "dangling", "linked")
    }
    stamps["broken"].write_text("yesterday, I think")
    stamps["dangling"].symlink_to(outside / "made")
    stamps["linked"].symlink_to(outside / "private")
    arguments = ["--assignment", "a0", "--gradebook", str(tmp_path / "ours.db"), "--course", str(course.path)]
    assert ours("grade", str(tmp_path / "submitted"), *arguments).exit_code == 0
    done = sync(tmp_path, course)
    assert done.exit_code == 0, done.output
    assert not (outside / "made").exists()
    with Database(f"sqlite:///{tmp_path}/gradebook.db") as book:
        found = {name: book.find_submission("a0_small", name) for name in ("right", *stamps)}
        assert {name: submission.score for name, submission in found.items()} == dict.fromkeys(found, 4.0)
        assert all(submission.timestamp.year > 2020 for submission in found.values())
