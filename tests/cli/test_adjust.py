"""Marks and other changes of grades: made, listed, taken back, and explained on the student's page."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder.cli import main
from autograder.course import Course
from autograder.gradebook import Gradebook
from autograder.grades import Grade, grade_of
from tests.cli.test_nbgrader_marks import QUESTION
from tests.small import SOLUTION, small_course

WRONG = SOLUTION.replace("return x * 2", "return x + 2")
ANSWERS = """# Small

<!-- answer: why -->

Because twice means added to itself.

<!-- end of answer -->
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return small_course(tmp_path_factory.mktemp("course"), toml=QUESTION)


@pytest.fixture(scope="module")
def graded(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("graded")
    for student, files in {"amy": {"u01_small.answers.md": ANSWERS}, "bob": {}}.items():
        place = folder / "submitted" / student / "a0_small"
        place.mkdir(parents=True)
        for name, text in {"u01_small.py": WRONG, **files}.items():
            (place / name).write_text(text)
    done = CliRunner().invoke(main, ["grade", str(folder / "submitted"), "--assignment", "a0", "--gradebook",
                                     str(folder / "ours.db"), "--course", str(course.path)])  # fmt: skip
    assert done.exit_code == 0, done.output
    assert "1/6" in done.output
    assert "1 final, 1 not final" in " ".join(done.output.split())  # one answer waits
    return folder


@pytest.fixture
def folder(graded: Path, tmp_path: Path) -> Path:
    return shutil.copytree(graded, tmp_path / "graded")


def adjust(folder: Path, course: Course, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["adjust", *arguments, "--assignment", "a0", "--gradebook", str(folder / "ours.db"),
                                     "--course", str(course.path)], env={"COLUMNS": "140"})  # fmt: skip


def grade(folder: Path, student: str = "amy") -> Grade:
    with Gradebook.open(folder / "ours.db") as book:
        return grade_of(next(each for each in book.latest("a0_small") if each.student == student))


def test_an_answer_is_marked_and_the_mark_can_be_changed(folder: Path, course: Course) -> None:
    assert not grade(folder).is_final
    assert grade(folder, "bob").is_final  # who wrote nothing waits for nobody
    done = adjust(folder, course, "amy", "--on", "u01/why", "--set", "1", "--reason", "no example", "--author", "ann")
    assert done.output == "Change 1: amy has 2 of 6 points (before: 1).\n"
    assert grade(folder).is_final
    done = adjust(folder, course, "amy", "--on", "u01/why", "--set", "1.5", "--reason", "read again", "--author", "ann")
    assert done.output == "Change 2: amy has 2.5 of 6 points (before: 2).\n"
    listed = adjust(folder, course).output
    assert "replaced" in listed
    assert "taken back" not in listed
    assert "read again" in listed


def test_points_are_added_set_and_taken_back(folder: Path, course: Course) -> None:
    adjust(folder, course, "bob", "--add", "2", "--reason", "found a mistake", "--author", "ann")
    adjust(folder, course, "bob", "--on", "u01/double/hidden", "--set", "0.5", "--reason", "nearly", "--author", "ann")
    assert grade(folder, "bob").points == 1 + 2 + 0.5
    done = adjust(folder, course, "bob", "--withdraw", "1", "--reason", "was another's", "--author", "ann")
    assert "bob has 1.5 of 6 points (before: 3.5)" in done.output
    assert "taken back" in adjust(folder, course).output
    again = adjust(folder, course, "bob", "--withdraw", "1", "--reason", "once more", "--author", "ann")
    assert again.exit_code == 2
    assert "Change 1 of bob is no longer in force" in again.output
    adjust(folder, course, "bob", "--add", "-9", "--reason", "copied", "--author", "ann")
    assert grade(folder, "bob").points == 0  # never below


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["amy", "--add", "1"], "needs a student and a --reason"),
        (["--add", "1", "--reason", "x"], "needs a student and a --reason"),
        (["amy", "--add", "1", "--reason", "  "], "needs a reason: the student will read it"),
        (["amy", "--add", "nan", "--reason", "x"], "a finite number is wanted"),
        (["amy", "--add", "1", "--set", "2", "--reason", "x"], "Give one of"),
        (["cid", "--add", "1", "--reason", "x"], "holds no attempt of 'cid'"),
        (["amy", "--set", "1", "--reason", "x"], "--set needs --on"),
        (["amy", "--on", "u01", "--set", "1", "--reason", "x"], "--set needs --on"),
        (["amy", "--on", "u01/why", "--set", "-1", "--reason", "x"], "are not negative"),
        (["amy", "--on", "u01/double", "--set", "1", "--reason", "x"], "u01/double/public"),
        (["amy", "--on", "u09/why", "--set", "1", "--reason", "x"], "No unit `u09`"),
        (["amy", "--withdraw", "7", "--reason", "x"], "amy has no change 7 at a0_small. There is none."),
    ],
)
def test_wrong_use_is_told_and_changes_nothing(folder: Path, course: Course, arguments: list[str], said: str) -> None:
    done = adjust(folder, course, *arguments)
    assert done.exit_code == 2
    assert said in done.output
    assert grade(folder).points == 1
    assert "No grade was changed." in adjust(folder, course).output


def test_the_student_s_page_explains_the_grade(folder: Path, course: Course) -> None:
    adjust(folder, course, "amy", "--on", "u01/why", "--set", "1", "--reason", "no example", "--author", "ann")
    adjust(folder, course, "amy", "--on", "u01/double/hidden", "--set", "1", "--reason", "nearly", "--author", "ann")
    adjust(folder, course, "amy", "--add", "-0.5", "--reason", "late", "--author", "ann")
    for form, ending in (("html", "html"), ("markdown", "md")):
        done = CliRunner().invoke(main, ["report", "--gradebook", str(folder / "ours.db"), "--out", str(folder / "out"),
                                         "--course", str(course.path), "--format", form, "--lang", "en"])  # fmt: skip
        assert done.exit_code == 0, done.output
        page = (folder / "out" / "a0_small" / f"amy.{ending}").read_text()
        for said in ("How the grade came about", "1/4", "no example", "1 in place of 0: nearly", "−0.5", "2.5/6",
                     "Because twice means added to itself."):  # fmt: skip
            assert said in page, (form, said)
    bob = (folder / "out" / "a0_small" / "bob.html").read_text()
    assert "no answer" in bob
    assert "1/6" in (folder / "out" / "a0_small" / "index.html").read_text()
