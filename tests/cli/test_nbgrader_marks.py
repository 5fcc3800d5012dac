"""Questions that a person marks, scores that come back from formgrader, late work, and `nbgrader autograde` itself."""

from __future__ import annotations

import json
import os
import shutil
import sys
from pathlib import Path
from typing import Any

import nbformat
import pytest
from nbgrader.api import Gradebook as Database

from autograder.course import Course
from autograder.gradebook import Gradebook
from autograder.grades import grade_of
from autograder.release.tree import unit_notebook
from autograder.results import Place
from tests.cli.test_nbgrader_sync import ours, theirs
from tests.small import SOLUTION, small_course
from tests.warm import run_nbgrader

WRONG = SOLUTION.replace("return x * 2", "return x + 2")
LEAKY = SOLUTION.replace("return x * 2", "raise ValueError(f'shape {tuple(x.shape)}, values {x.tolist()}')")
QUESTION = """
[questions.why]
points = 2
en = "Why is `x * 2` the same as `x + x`?"
zh = "为什么 `x * 2` 等于 `x + x`？"
scheme = { en = "1 point for repeated addition, 1 for an example.", zh = "说到重复相加得 1 分，举例得 1 分。" }
"""
LATE = """
from nbgrader.plugins import LateSubmissionPlugin


class Half(LateSubmissionPlugin):
    def late_submission_penalty(self, student_id, score, total_seconds_late):
        return score / 2


c.AssignLatePenalties.plugin_class = Half
"""


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return small_course(tmp_path_factory.mktemp("course"), toml=QUESTION)


@pytest.fixture(autouse=True)
def alembic_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """nbgrader's database asks for it; it lies beside our Python, which need not be on the path."""
    monkeypatch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")


def submit(folder: Path, course: Course, student: str, code: str, answer: str = "", *, at: str = "") -> Path:
    place = folder / "submitted" / student / "a0_small"
    place.mkdir(parents=True, exist_ok=True)
    unit = course.units[0]
    (place / "u01_small.ipynb").write_text(unit_notebook(course, unit, "en", code, {"why": answer}))
    if at:
        (place / "timestamp.txt").write_text(at)
    return place


def grade(folder: Path, course: Course) -> None:
    done = ours("grade", str(folder / "submitted"), "--assignment", "a0", "--gradebook", str(folder / "ours.db"),
                "--course", str(course.path))  # fmt: skip
    assert done.exit_code == 0, done.output


def sync(folder: Path, course: Course) -> str:
    done = ours("nbgrader", "sync", "--to", str(folder), "--gradebook", str(folder / "ours.db"), "--assignment", "a0",
                "--course", str(course.path), "--lang", "en")  # fmt: skip
    assert done.exit_code == 0, done.output
    return done.output


def scores(folder: Path, course_id: str = "") -> dict[str, float]:
    """What nbgrader has, without the two seconds that `nbgrader export` takes to say so."""
    with Database(f"sqlite:///{folder}/gradebook.db", course_id) as book:
        return {each.student.id: each.score - each.late_submission_penalty
                for each in book.assignment_submissions("a0_small")}  # fmt: skip


def page_cells(folder: Path, student: str) -> dict[str, dict[str, Any]]:
    told = json.loads((folder / "autograded" / student / "a0_small" / "u01_small.ipynb").read_text())
    return {cell["metadata"].get("nbgrader", {}).get("grade_id", cell["id"]): cell for cell in told["cells"]}


@pytest.fixture(scope="module")
def synced(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("synced")
    submit(folder, course, "amy", SOLUTION, "2x is x added to itself, as in 2 * 3 = 3 + 3.")
    submit(folder, course, "bob", WRONG)
    submit(folder, course, "mal", LEAKY)
    grade(folder, course)
    assert "1 submission with answers that nobody has marked yet." in sync(folder, course)
    return folder


@pytest.fixture
def folder(synced: Path, tmp_path: Path) -> Path:
    """Three students: one who answers, one who does not, one who would tell inputs; graded and in step."""
    return shutil.copytree(synced, tmp_path / "nbgrader")


@pytest.fixture(scope="module")
def released(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The course after export and generate_assignment."""
    folder = tmp_path_factory.mktemp("released")
    assert ours("nbgrader", "export", "--to", str(folder), "--course", str(course.path)).exit_code == 0
    theirs(folder, "generate_assignment", "a0_small")
    return folder


def test_nbgrader_s_release_has_the_question_and_not_how_it_is_marked(released: Path) -> None:
    source, given = (
        nbformat.read(released / step / "a0_small" / "u01_small.ipynb", as_version=4) for step in ("source", "release")
    )
    assert "1 point for repeated addition" in json.dumps(source)
    assert "1 point for repeated addition" not in json.dumps(given)
    cell = next(each for each in given.cells if each.metadata.get("nbgrader", {}).get("grade_id") == "u01_small-why")
    assert (cell.cell_type, cell.metadata.nbgrader.points, cell.metadata.nbgrader.solution) == ("markdown", 2, True)
    assert "<!-- answer: why -->" in cell.source
    assert "Why is `x * 2`" in json.dumps(given)


def test_what_a_student_gets_validates_when_it_is_solved(released: Path, course: Course, tmp_path: Path) -> None:
    """`nbgrader validate`, as the button in Jupyter does it: on the release, and with the functions written."""
    folder = shutil.copytree(released / "release" / "a0_small", tmp_path / "a0_small")

    def validated() -> str:
        return run_nbgrader(
            folder, "validate", "u01_small.ipynb", environment={**os.environ, "AUTOGRADER_LANG": "en"}
        )[1]  # fmt: skip

    assert "FAILED" in validated()
    path = folder / "u01_small.ipynb"
    notebook = nbformat.read(path, as_version=4)
    written = {"def double": "def double(x):\n    return x + 2", "def halve": "def halve(x):\n    return x / 2"}
    for cell in notebook.cells:
        cell.source = cell.source.replace("YOUR ANSWER HERE", "It is added to itself.")
        for begin, source in written.items():
            if cell.source.startswith(begin):
                cell.source = source
    nbformat.write(notebook, path)
    assert "Two was added to" in validated()
    path.write_text(path.read_text().replace("return x + 2", "return x * 2"))
    told = validated()
    assert "Success" in told
    assert "Currently treating" not in told  # what nbgrader says of output that it does not understand


def test_a_mark_from_formgrader_comes_back_and_is_explained(folder: Path, course: Course) -> None:
    with Database(f"sqlite:///{folder}/gradebook.db") as book:
        waiting = book.find_grade("u01_small-why", "u01_small", "a0_small", "amy")
        assert (waiting.auto_score, waiting.needs_manual_grade) == (None, True)
        nothing = book.find_grade("u01_small-why", "u01_small", "a0_small", "bob")
        assert (nothing.auto_score, nothing.needs_manual_grade) == (0.0, False)
        assert book.find_comment("u01_small-why", "u01_small", "a0_small", "bob").comment == "No response."
        waiting.manual_score, waiting.needs_manual_grade = 1.5, False
        book.find_comment("u01_small-why", "u01_small", "a0_small", "amy").manual_comment = "nice example"
        hidden = book.find_grade("u01_small-double-hidden", "u01_small", "a0_small", "bob")
        hidden.manual_score, hidden.extra_credit = 1.0, 0.5
        book.db.commit()
    assert "3 changes of grades made in nbgrader came back." in sync(folder, course)
    assert "came back" not in sync(folder, course)  # once
    with Gradebook.open(folder / "ours.db") as book:
        amy, bob, _ = book.latest("a0_small")
    assert (grade_of(amy).points, grade_of(amy).max_points, grade_of(amy).is_final) == (5.5, 6.0, True)
    assert [(each.reason, each.place) for each in amy.adjustments] == [
        ("nbgrader: nice example", Place(unit="u01_small", item="why"))
    ]
    assert grade_of(bob).points == 1 + 1.0 + 0.5
    assert scores(folder) == {"amy": 5.5, "bob": 2.5, "mal": 1.0}
    with Database(f"sqlite:///{folder}/gradebook.db") as book:
        book.find_grade("u01_small-double-hidden", "u01_small", "a0_small", "bob").manual_score = None
        book.db.commit()
    assert "1 change of grades made in nbgrader came back." in sync(folder, course)
    with Gradebook.open(folder / "ours.db") as book:
        assert grade_of(book.latest("a0_small")[1]).points == 1.5
        assert len(book.changes("a0_small")) == 4  # nothing is ever taken away


def test_whoever_marks_sees_answer_and_scheme(folder: Path) -> None:
    cells = page_cells(folder, "amy")
    assert "added to itself" in "".join(cells["u01_small-why"]["source"])
    assert any("1 point for repeated addition" in "".join(cell["source"]) for cell in cells.values())


def test_hidden_inputs_do_not_reach_feedback_pages_through_an_exception(folder: Path) -> None:
    cells = page_cells(folder, "mal")
    public, hidden = (json.dumps(cells[f"u01_small-double-{kind}"]["outputs"]) for kind in ("public", "hidden"))
    assert "values [1.0, 2.0]" in public
    assert "stopped with ValueError" in hidden
    for leaked in ("values [", "(3, 4)", "Called"):
        assert leaked not in hidden


def test_an_answer_that_was_marked_and_is_another_now_waits_again(folder: Path, course: Course) -> None:
    def grade_in_nbgrader() -> tuple[float | None, bool]:
        with Database(f"sqlite:///{folder}/gradebook.db") as book:
            found = book.find_grade("u01_small-why", "u01_small", "a0_small", "amy")
            return found.manual_score, found.needs_manual_grade

    with Database(f"sqlite:///{folder}/gradebook.db") as book:
        found = book.find_grade("u01_small-why", "u01_small", "a0_small", "amy")
        found.manual_score, found.needs_manual_grade = 2.0, False
        book.db.commit()
    sync(folder, course)
    assert grade_in_nbgrader() == (2.0, False)
    submit(folder, course, "amy", SOLUTION, "I deleted it.")
    grade(folder, course)
    assert "1 submission with answers that nobody has marked yet." in sync(folder, course)
    assert grade_in_nbgrader() == (2.0, True)


def test_late_work_costs_what_nbgrader_s_policy_says_and_comes_back(course: Course, tmp_path: Path) -> None:
    (tmp_path / "nbgrader_config.py").write_text("c = get_config()\n" + LATE)
    submit(tmp_path, course, "late", SOLUTION, at="2026-02-02 10:00:00.000000 UTC")
    submit(tmp_path, course, "punctual", SOLUTION, at="2026-01-31 10:00:00.000000 UTC")
    grade(tmp_path, course)
    with Database(f"sqlite:///{tmp_path}/gradebook.db") as book:
        book.add_assignment("a0_small", duedate="2026-02-01 10:00:00.000000 UTC")
    sync(tmp_path, course)
    with Database(f"sqlite:///{tmp_path}/gradebook.db") as book:
        assert book.find_submission("a0_small", "late").late_submission_penalty == 2.0
        assert book.find_submission("a0_small", "punctual").late_submission_penalty == 0.0
    with Gradebook.open(tmp_path / "ours.db") as book:
        late, punctual = book.latest("a0_small")
    assert (grade_of(late).points, grade_of(punctual).points) == (2.0, 4.0)
    assert [each.reason for each in late.adjustments] == ["nbgrader: 24.0 h late"]
    told = (tmp_path / "nbgrader_config.py").read_text().replace("return score / 2", "return score / 0")
    (tmp_path / "nbgrader_config.py").write_text(told)
    done = ours("nbgrader", "sync", "--to", str(tmp_path), "--gradebook", str(tmp_path / "ours.db"), "--assignment",
                "a0", "--course", str(course.path))  # fmt: skip
    assert done.exit_code == 2
    assert "Half raised ZeroDivisionError" in done.output


def test_a_config_that_cannot_be_read_is_told(course: Course, folder: Path) -> None:
    (folder / "nbgrader_config.py").write_text("c.Nothing.of = 1 +\n")
    done = ours("nbgrader", "sync", "--to", str(folder), "--gradebook", str(folder / "ours.db"), "--assignment", "a0",
                "--course", str(course.path))  # fmt: skip
    assert done.exit_code == 2
    assert "nbgrader_config.py cannot be read: SyntaxError" in " ".join(done.output.split())


def with_config(course: Course, released: Path, folder: Path) -> Path:
    """The release, with the lines that `autograder nbgrader config` prints and a policy of late work."""
    shutil.copytree(released, folder)
    config = ours("nbgrader", "config", "--course", str(course.path), "--gradebook", str(folder / "ours.db"),
                  "--lang", "en")  # fmt: skip
    (folder / "nbgrader_config.py").write_text(config.output + LATE)
    return folder


@pytest.fixture(scope="module")
def autograded(course: Course, released: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A class of all kinds, one of it late, after `nbgrader autograde`; what is hostile would write `escaped`."""
    made = with_config(course, released, tmp_path_factory.mktemp("autograded") / "nbgrader")
    escaped, punctual = made / "escaped", "2026-01-31 10:00:00.000000 UTC"
    hostile = SOLUTION.replace("return x * 2", f"open({str(escaped)!r}, 'w')\n    return x * 2")
    submit(made, course, "amy", SOLUTION, "x twice", at=punctual)
    submit(made, course, "bob", WRONG, at=punctual)
    submit(made, course, "eve", hostile, at=punctual)
    broken = submit(made, course, "joe", SOLUTION, at=punctual)
    (broken / "u01_small.ipynb").write_text("{ not a notebook")
    doubled = submit(made, course, "kim", SOLUTION, at=punctual) / "u01_small.ipynb"
    told = json.loads(doubled.read_text())
    for cell in told["cells"]:
        cell["metadata"] = {"nbgrader": {"grade_id": "same", "solution": True, "schema_version": 99}}
    doubled.write_text(json.dumps(told))
    submit(made, course, "late", SOLUTION, "x twice", at="2026-02-02 10:00:00.000000 UTC")
    with Database(f"sqlite:///{made}/gradebook.db") as book:
        book.update_or_create_assignment("a0_small", duedate="2026-02-01 10:00:00.000000 UTC")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("PATH", f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}")
        theirs(made, "autograde", "a0_small")
    return made


class TestAutograde:
    """`nbgrader autograde` with the lines that `autograder nbgrader config` prints."""

    def test_it_grades_in_jails_whatever_the_notebooks_are(self, autograded: Path, tmp_path: Path) -> None:
        made = shutil.copytree(autograded, tmp_path / "copy")
        assert not (autograded / "escaped").exists()
        assert scores(made) == {"amy": 4.0, "bob": 1.0, "eve": 1.0, "joe": 0.0, "kim": 4.0, "late": 2.0}
        with Database(f"sqlite:///{made}/gradebook.db") as book:
            assert book.find_grade("u01_small-why", "u01_small", "a0_small", "amy").needs_manual_grade
        shown = page_cells(made, "bob")["u01_small-double-public"]
        assert "Two was added to" in "".join(shown["outputs"][0]["data"]["text/plain"])
        assert "not a notebook" in json.dumps(page_cells(made, "joe")["u01_small-double-public"]["outputs"])
        theirs(made, "generate_feedback", "a0_small")
        assert "Two was added to" in (made / "feedback" / "bob" / "a0_small" / "u01_small.html").read_text()

    def test_its_late_penalties_and_its_manual_scores_stay(
        self, course: Course, autograded: Path, tmp_path: Path
    ) -> None:
        made = shutil.copytree(autograded, tmp_path / "copy")
        with Database(f"sqlite:///{made}/gradebook.db") as book:
            assert book.find_submission("a0_small", "late").late_submission_penalty == 2.0
            grade = book.find_grade("u01_small-why", "u01_small", "a0_small", "late")
            grade.manual_score, grade.needs_manual_grade = 1.0, False
            book.db.commit()
        sync(made, course)
        with Gradebook.open(made / "ours.db") as book:
            (late,) = (each for each in book.latest("a0_small") if each.student == "late")
            assert grade_of(late).points == 4 + 1 - 2.5

    def test_what_nbgrader_collects_is_graded(self, course: Course, released: Path, tmp_path: Path) -> None:
        """release_assignment, fetch_assignment, submit and collect through an exchange on this disk."""
        made = with_config(course, released, tmp_path / "nbgrader")
        exchange, home = tmp_path / "exchange", tmp_path / "home"
        exchange.mkdir(mode=0o777)
        exchange.chmod(0o777)
        home.mkdir()
        told = f"c.CourseDirectory.course_id = 'demo'\nc.Exchange.root = {str(exchange)!r}\n"
        with (made / "nbgrader_config.py").open("a") as file:
            file.write(told)
        (home / "nbgrader_config.py").write_text("c = get_config()\n" + told)
        theirs(made, "generate_assignment", "a0_small", "--force")
        theirs(made, "release_assignment", "a0_small")
        theirs(home, "fetch_assignment", "a0_small", "--course", "demo")
        unit = course.units[0]
        (home / "a0_small" / "u01_small.ipynb").write_text(unit_notebook(course, unit, "en", SOLUTION))
        theirs(home, "submit", "a0_small", "--course", "demo")
        theirs(made, "collect", "a0_small")
        student = os.listdir(made / "submitted")
        assert len(student) == 1
        theirs(made, "autograde", "a0_small")
        assert scores(made) == {student[0]: 4.0}
