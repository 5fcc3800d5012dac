"""Notebooks that students hand in, through the whole of `grade`."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.gradebook import Gradebook
from autograder.gradebook.batch import Batch, find_submissions
from autograder.grading.intake import Refusal, Submitted, take_work
from autograder.release.starter import cut_starter
from autograder.release.tree import unit_notebook
from autograder.results import AttemptResult, Reason, Status
from tests.small import SOLUTION, small_course

WRONG = SOLUTION.replace("return x * 2", "return x + 2")
RAISES = SOLUTION.replace("return x * 2", "y = x\n    return y.no()")


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return small_course(tmp_path_factory.mktemp("course"))


def as_notebook(course: Course, source: str) -> bytes:
    return unit_notebook(course, course.units[0], "en", source).encode()


def grade(course: Course, folder: Path) -> dict[str, AttemptResult]:
    assignment = course.assignments[0]
    with Gradebook.open(folder / "attempts.db") as gradebook:
        batch = Batch(gradebook, course, assignment, assignment.units, folder / "secret")
        results = batch.run(find_submissions(folder / "submitted", assignment, assignment.units))
    return {result.student: result for result in results}


@pytest.fixture(scope="module")
def results(course: Course, tmp_path_factory: pytest.TempPathFactory) -> dict[str, AttemptResult]:
    """A class of notebooks and files of all kinds, by student."""
    place = tmp_path_factory.mktemp("class")
    starter = cut_starter(SOLUTION, course.units[0])
    installs = json.loads(as_notebook(course, SOLUTION))
    installs["cells"].insert(1, {"cell_type": "code", "id": "x", "metadata": {}, "outputs": [],
                                 "execution_count": None, "source": "!pip install everything\n"})  # fmt: skip
    handed_in: dict[str, dict[str, bytes]] = {
        "file": {"u01_small.py": SOLUTION.encode()},
        "right": {"u01_small.ipynb": as_notebook(course, SOLUTION)},
        "wrong": {"u01_small.ipynb": as_notebook(course, WRONG)},
        "raises": {"u01_small.ipynb": as_notebook(course, RAISES)},
        "untouched": {"u01_small.ipynb": as_notebook(course, starter)},
        "chinese": {"u01_small.zh.ipynb": as_notebook(course, SOLUTION)},
        "broken": {"u01_small.ipynb": b"{"},
        "syntax": {"u01_small.ipynb": as_notebook(course, SOLUTION).replace(b"return x * 2", b"return x *")},
        "both": {"u01_small.py": starter.encode(), "u01_small.ipynb": as_notebook(course, SOLUTION)},
        "installs": {"u01_small.ipynb": json.dumps(installs).encode()},
    }
    for student, files in handed_in.items():
        folder = place / "submitted" / student / "a0_small"
        folder.mkdir(parents=True)
        for name, content in files.items():
            (folder / name).write_bytes(content)
    return grade(course, place)


def test_notebooks_are_graded_beside_files_and_a_broken_one_harms_nobody(results: dict[str, AttemptResult]) -> None:
    full = results["file"].points
    assert {student: result.points for student, result in results.items()} == {
        "file": full, "right": full, "chinese": full, "both": full, "installs": full, "wrong": 1, "raises": 1,
        "untouched": 0, "broken": 0, "syntax": 0,
    }  # fmt: skip
    named = {check.mistake for check in results["wrong"].checks if check.status is Status.FAILED}
    assert named == {"adds_two"}
    raised = results["raises"].checks[0].feedback
    assert raised is not None
    assert "line 5 of code cell 3" in raised.summary.en
    assert "第 3 个代码单元格的第 5 行" in raised.summary.zh
    assert raised.where is not None
    assert (raised.where.file, raised.where.line) == ("u01_small.ipynb, code cell 3", 5)
    assert raised.where.code == "    return y.no()"
    assert {check.reason for check in results["untouched"].checks} == {Reason.NOT_ATTEMPTED}
    broken = results["broken"].checks[0]
    assert broken.reason is Reason.UNREADABLE
    assert broken.feedback is not None
    assert "Open it in Jupyter, save it" in broken.feedback.summary.en
    syntax = results["syntax"].checks[0]
    assert syntax.reason is Reason.SYNTAX_ERROR
    assert syntax.feedback is not None
    assert syntax.feedback.where is not None
    assert syntax.feedback.where.file == "u01_small.ipynb, code cell 3"


def test_of_a_file_and_a_notebook_the_one_that_was_worked_on_counts(course: Course, tmp_path: Path) -> None:
    unit, starter = course.units[0], cut_starter(SOLUTION, course.units[0])
    plain, notebook = tmp_path / "u01_small.py", tmp_path / "u01_small.ipynb"

    def taken(*, py: str, ipynb: str, newer: Path) -> Submitted:
        plain.write_text(py)
        notebook.write_bytes(as_notebook(course, ipynb))
        for path in (plain, notebook):
            os.utime(path, (2_000_000, 2_000_000) if path == newer else (1_000_000, 1_000_000))
        found = take_work(tmp_path, unit)
        assert isinstance(found, Submitted)
        return found

    assert taken(py=starter, ipynb=WRONG, newer=plain).file == "u01_small.ipynb"
    assert taken(py=WRONG, ipynb=starter, newer=notebook).file == ""
    assert taken(py=starter, ipynb=starter, newer=plain).notes == ()
    both = taken(py=WRONG, ipynb=SOLUTION, newer=plain)
    assert both.file == ""
    assert "u01_small.py, u01_small.ipynb were handed in, and all differ from the starter" in both.notes[0].en
    assert "u01_small.py, the newest, was graded" in both.notes[0].en
    assert taken(py=WRONG, ipynb=SOLUTION, newer=notebook).file == "u01_small.ipynb"


def test_outputs_change_nothing_and_their_digest_neither(course: Course, tmp_path: Path) -> None:
    told = json.loads(as_notebook(course, SOLUTION))
    (tmp_path / "u01_small.ipynb").write_text(json.dumps(told))
    before = take_work(tmp_path, course.units[0])
    for cell in told["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "100/100 points\n"}]
            cell["execution_count"] = 7
    (tmp_path / "u01_small.ipynb").write_text(json.dumps(told))
    assert take_work(tmp_path, course.units[0]) == before


def test_a_link_to_a_notebook_is_refused_like_any_other(course: Course, tmp_path: Path) -> None:
    (tmp_path / "real.ipynb").write_bytes(as_notebook(course, SOLUTION))
    (tmp_path / "u01_small.ipynb").symlink_to(tmp_path / "real.ipynb")
    taken = take_work(tmp_path, course.units[0])
    assert isinstance(taken, Refusal)
    assert "symbolic link" in taken.text.en


def test_notes_come_into_the_report(results: dict[str, AttemptResult]) -> None:
    result = results["installs"]
    assert result.points == result.max_points
    assert [note.en for note in result.notes] == [
        "Lines with % or ! are not run when a notebook is graded (code cells: 2)."
    ]
