"""class.toml at the command line: deadlines, late work, attempts, and what is published."""

from __future__ import annotations

import csv
import json
import shutil
import sqlite3
from contextlib import chdir
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from autograder.cli import main
from autograder.course import Course
from autograder.gradebook import Gradebook
from tests.small import PUBLIC, RIGHT, SOLUTION, small_course

WRONG = SOLUTION.replace("return x * 2", "return x + 2")
CLASS = """
[late]
percent_per_day = 25

[assignments.a0]
deadline = "2026-10-01T12:00Z"

[assignments.a0.extensions]
bo = "+2d"
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return small_course(tmp_path_factory.mktemp("course"))


def hand_in(folder: Path, student: str, source: str, at: str) -> None:
    place = folder / "submitted" / student / "a0_small"
    place.mkdir(parents=True, exist_ok=True)
    (place / "u01_small.py").write_text(source)
    (place / "timestamp.txt").write_text(f"2026-10-{at} UTC\n")


def run(folder: Path, course: Course, command: str, *arguments: str) -> Result:
    return CliRunner().invoke(
        main, [command, *arguments, "--gradebook", str(folder / "ours.db"), "--course", str(course.path)],
        env={"COLUMNS": "140"},
    )  # fmt: skip


@dataclass(frozen=True)
class Graded:
    """A class when it has been graded twice.

    Attributes:
        beside: how the first grading ended, which named the course and everything else from the working folder.
    """

    folder: Path
    beside: Result


@pytest.fixture(scope="module")
def graded(course: Course) -> Graded:
    """Everybody handed in a day too late; amy once more, worse, after that."""
    folder = course.path.with_name("graded")
    folder.mkdir()
    (folder / "class.toml").write_text(CLASS)
    for student in ("amy", "bo"):
        hand_in(folder, student, RIGHT, "02 11:00:00.000000")
    arguments = ("--assignment", "a0", "--course", "../course", "--gradebook", "ours.db")
    with chdir(folder):
        beside = CliRunner().invoke(main, ["grade", "submitted", *arguments])
    hand_in(folder, "amy", WRONG, "02 12:00:00.000000")
    done = run(folder, course, "grade", str(folder / "submitted"), "--assignment", "a0")
    assert done.exit_code == 0, done.output
    return Graded(folder, beside)


@pytest.fixture
def folder(graded: Graded, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    place = shutil.copytree(graded.folder, tmp_path / "graded")
    monkeypatch.chdir(place)
    return place


def grades(folder: Path, course: Course, *options: str) -> dict[str, float]:
    done = run(folder, course, "report", "--format", "csv", "--out", str(folder / "out"), *options)
    assert done.exit_code == 0, done.output
    with (folder / "out" / "a0_small" / "grades.csv").open(encoding="utf-8-sig", newline="") as file:
        return {row["student"]: float(row["points"]) for row in csv.DictReader(file)}


def test_the_rules_that_lie_in_the_working_folder_are_those_of_the_report(folder: Path, course: Course) -> None:
    assert grades(folder, course) == {"amy": 0.75, "bo": 4.0}
    (folder / "class.toml").unlink()
    assert grades(folder, course) == {"amy": 1.0, "bo": 4.0}


def test_other_rules_can_be_named_and_change_every_grade_at_once(folder: Path, course: Course) -> None:
    other = folder / "other.toml"
    other.write_text('keeps = "best"\n' + CLASS)
    assert grades(folder, course, "--class", str(other)) == {"amy": 3.0, "bo": 4.0}
    other.write_text(CLASS.replace("percent_per_day = 25", "cut_off_days = 0"))
    assert grades(folder, course, "--class", str(other)) == {"amy": 0.0, "bo": 4.0}


def test_faulty_rules_end_the_command_and_are_listed(folder: Path, course: Course) -> None:
    (folder / "class.toml").write_text("keep = 1\n[late]\npercent_per_day = 200\n")
    done = run(folder, course, "report", "--out", str(folder / "out"))
    assert done.exit_code == 2
    assert "2 faults" in done.output
    assert "class.toml:3" in done.output
    assert not (folder / "out").exists()


@pytest.mark.parametrize("kind", ["folder", "link"])
def test_a_class_toml_that_is_no_file_is_not_taken_for_no_rules(folder: Path, course: Course, kind: str) -> None:
    (folder / "class.toml").unlink()
    if kind == "folder":
        (folder / "class.toml").mkdir()
    else:
        (folder / "class.toml").symlink_to("nowhere")
    done = run(folder, course, "report", "--out", str(folder / "out"))
    assert done.exit_code == 2
    assert "class.toml cannot be read" in done.output


def test_grading_tells_what_the_rules_make_of_what_was_graded(folder: Path, course: Course) -> None:
    done = run(folder, course, "grade", str(folder / "submitted"), "--assignment", "a0", "--json")
    assert done.exit_code == 0, done.output
    amy, bo = (one for one in json.loads(done.stdout))
    standing: dict[str, Any] = amy["standing"]
    assert (standing["submission"], standing["submissions"], standing["counts"]) == (2, 2, True)
    assert [each["points"] for each in standing["deductions"]] == [-0.25]
    assert amy["handed_in_at"] == "2026-10-02T12:00:00Z"
    assert (bo["standing"]["extended"], bo["standing"]["deductions"]) == (True, [])


def test_grading_says_where_another_submission_counts_than_the_one_in_the_table(folder: Path, course: Course) -> None:
    arguments = ("grade", str(folder / "submitted"), "--assignment", "a0")
    assert "Another submission counts" not in run(folder, course, *arguments).stderr
    (folder / "class.toml").write_text('keeps = "best"\n' + CLASS)
    assert "just now. Another submission counts: amy 3/4.\n" in run(folder, course, *arguments).stderr


def test_a_regrade_takes_in_earlier_submissions_that_may_count(folder: Path, course: Course) -> None:
    (folder / "class.toml").write_text('keeps = "best"\n' + CLASS)
    arguments = ("grade", str(folder / "submitted"), "--assignment", "a0", "--regrade")
    done = run(folder, course, *arguments)
    assert "Earlier submissions that may count, graded too: 1." in done.stderr
    with Gradebook.open(folder / "ours.db") as book:
        assert [(each.number, each.points) for each in book.history("amy", "a0_small")] == [
            (1, 4),
            (2, 1),
            (3, 1),
            (4, 4),
        ]
        assert [each.at and each.at.hour for each in book.submissions("a0_small")["amy"]] == [11, 12]  # as before
    assert grades(folder, course) == {"amy": 3.0, "bo": 4.0}
    with sqlite3.connect(folder / "ours.db") as raw:
        raw.execute("DELETE FROM works")
    raw.close()
    done = run(folder, course, *arguments, "--student", "amy")
    assert "keep their points, as the gradebook has no copy of them: 1." in done.stderr


def test_a_student_is_shown_the_attempt_that_counts(folder: Path, course: Course) -> None:
    (folder / "class.toml").write_text('keeps = "best"\n' + CLASS)
    assert "Every check passes" in run(folder, course, "show", "amy").output
    for name in ("a0", "a0_small"):
        assert "Every check passes" in run(folder, course, "show", "amy", "--assignment", name).output


@pytest.mark.parametrize(
    ("arguments", "advice"),
    [
        (["Amy"], "no attempt of 'Amy'. Did you mean 'amy'?"),
        (["zoe"], "no attempt of 'zoe'. There are: amy, bo."),
        (["bo", "--assignment", "a0_smal"], "no attempt of 'bo' at a0_smal. There are attempts at a0_small."),
    ],
)
def test_a_slip_in_a_name_is_told_what_there_is(
    folder: Path, course: Course, arguments: list[str], advice: str
) -> None:
    done = run(folder, course, "show", *arguments)
    assert done.exit_code == 2
    assert advice in done.output


def test_a_course_beside_the_working_folder_grades(graded: Graded) -> None:
    assert graded.beside.exit_code == 0, graded.beside.output


def test_grading_names_whom_the_roster_does_not_have(folder: Path, course: Course) -> None:
    (folder / "class.toml").write_text('roster = "roster.csv"\n')
    (folder / "roster.csv").write_text("student,folder\namy,x\n")
    done = run(folder, course, "grade", str(folder / "submitted"), "--assignment", "a0")
    assert "Not on the roster, graded, and in no report of the class: bo\n" in done.stderr


def test_points_of_an_earlier_version_of_the_course_are_told_until_they_are_graded_again(
    folder: Path, tmp_path: Path
) -> None:
    changed = small_course(tmp_path, public=PUBLIC.replace("points(1)", "points(3)"))
    assert run(folder, changed, "show", "amy").stderr.startswith("a0_small: 1 student has points from an earlier")
    told = run(folder, changed, "report", "--out", str(folder / "out")).stderr
    assert told.startswith("a0_small: 2 students have points from an earlier version of the course. ")
    command = told.split("`")[1].split()
    assert command[0] == "autograder"
    done = run(folder, changed, *command[1:])
    assert done.exit_code == 0, done.output
    assert grades(folder, changed)["bo"] == 6.0
    for again in (("show", "amy"), ("report", "--out", str(folder / "out"))):
        assert run(folder, changed, *again).stderr == ""


def test_a_change_tells_the_grade_with_what_was_taken_off(folder: Path, course: Course) -> None:
    done = run(folder, course, "adjust", "amy", "--assignment", "a0", "--add", "1", "--reason", "helped")
    assert done.output == "Change 1: amy has 1.75 of 4 points (before: 0.75).\n"


def test_nothing_is_published_before_somebody_says_so(folder: Path, course: Course) -> None:
    assert run(folder, course, "publish").output == "a0_small: not published\n"
    done = run(folder, course, "publish", "--assignment", "a0", "--author", "ann")
    assert done.output.startswith("a0_small: published (ann, ")
    done = run(folder, course, "publish", "--assignment", "a0", "--author", "ann", "--hidden-inputs")
    assert "published, with what hidden checks called (ann" in done.output
    done = run(folder, course, "publish", "--assignment", "a0", "--author", "ann", "--withdraw")
    assert "withdrawn (ann" in done.output
    assert "withdrawn" in run(folder, course, "publish").output


@pytest.mark.parametrize("command", ["publish", "adjust"])
def test_who_decides_has_to_be_said_where_nobody_is_logged_in(
    folder: Path, course: Course, command: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def nobody() -> str:
        raise KeyError("getpwuid(): uid not found: 4242")

    monkeypatch.setattr("getpass.getuser", nobody)
    more = ["amy", "--add", "1", "--reason", "helped"] if command == "adjust" else []
    done = run(folder, course, command, "--assignment", "a0", *more)
    assert done.exit_code == 2
    assert "--author NAME" in done.output
    assert run(folder, course, command, "--assignment", "a0", "--author", "ann", *more).exit_code == 0


def test_publishing_what_nobody_has_is_refused_with_what_to_do(folder: Path, course: Course) -> None:
    assert "Say of which assignment" in run(folder, course, "publish", "--withdraw").output
    done = run(folder, course, "publish", "--assignment", "a7")
    assert (done.exit_code, "No assignment `a7`" in done.output) == (2, True)
    done = run(folder, course, "publish", "--assignment", "a0", "--withdraw", "--hidden-inputs")
    assert done.exit_code == 2
