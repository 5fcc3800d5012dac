"""What goes wrong with nbgrader, each seen to happen there, goes right here. One class hands it all in at once."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from autograder.course import Course
from autograder.gradebook import Gradebook
from autograder.gradebook.batch import Batch, find_submissions
from autograder.release.nbgrader_source import nbgrader_source, public_id
from autograder.release.starter import cut_starter
from autograder.release.tree import unit_notebook
from autograder.report.pages import write_student_pages
from autograder.results import AttemptResult, Reason
from tests.small import SOLUTION, small_course

Cells = list[dict[str, Any]]


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return small_course(tmp_path_factory.mktemp("course"), toml="[limits]\ncpu_seconds = 1\nwall_seconds = 3.0")


def notebook(course: Course, source: str, change: Callable[[Cells], None] = lambda cells: None) -> bytes:
    """A released notebook of nbgrader's as a student hands it in."""
    told = json.loads(nbgrader_source(course, course.units[0], "en", source))
    change(told["cells"])
    return json.dumps(told).encode()


def double_ids(cells: Cells) -> None:
    """Copy and paste: the same cell twice, with its id."""
    at = next(n for n, cell in enumerate(cells) if "def double" in "".join(cell["source"]))
    cells.insert(at + 1, json.loads(json.dumps(cells[at])))


def delete_checks(cells: Cells) -> None:
    cells[:] = [cell for cell in cells if not cell["metadata"].get("nbgrader", {}).get("grade")]


def strip_metadata(cells: Cells) -> None:
    """What Colab leaves."""
    for cell in cells:
        cell["metadata"] = {}
        cell.pop("id")


def rewrite_checks(cells: Cells) -> None:
    for cell in cells:
        if cell["metadata"].get("nbgrader", {}).get("grade"):
            cell["source"] = ["class Shown: passed = True\n", "result = Shown()\n"]
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "all points\n"}]


def earlier_output(cells: Cells) -> None:
    for cell in cells:
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "error", "ename": "ValueError", "evalue": "old", "traceback": []}]


LOOP = SOLUTION.replace("return x * 2", "while True: pass")
EXIT = SOLUTION.replace("return x * 2", "import os; os._exit(0)")
KILL = SOLUTION.replace("return x * 2", "import os, signal; os.kill(os.getpid(), signal.SIGKILL)")
STUBBORN = "import signal\nsignal.signal(signal.SIGINT, signal.SIG_IGN)\n" + LOOP
LOUD = "import sys, warnings\n" + SOLUTION.replace(
    "return x * 2", "warnings.warn('a warning'); print('a line', file=sys.stderr); return x * 2"
)


@pytest.fixture(scope="module")
def results(course: Course, tmp_path_factory: pytest.TempPathFactory) -> dict[str, AttemptResult]:
    folder = tmp_path_factory.mktemp("class")
    starter = cut_starter(SOLUTION, course.units[0])
    handed_in = {
        "a_doubled": notebook(course, SOLUTION, double_ids),
        "b_exits": notebook(course, EXIT),
        "c_killed": notebook(course, KILL),
        "d_stubborn": notebook(course, STUBBORN),
        "e_loud": notebook(course, LOUD),
        "f_loops": notebook(course, LOOP),
        "g_deleted": notebook(course, SOLUTION, delete_checks),
        "h_stripped": notebook(course, SOLUTION, strip_metadata),
        "i_rewritten": notebook(course, starter, rewrite_checks),
        "j_outputs": notebook(course, SOLUTION, earlier_output),
        "k_plain": unit_notebook(course, course.units[0], "en", SOLUTION).encode(),
    }
    for student, content in handed_in.items():
        place = folder / "submitted" / student / "a0_small"
        place.mkdir(parents=True)
        (place / "u01_small.ipynb").write_bytes(content)
    assignment = course.assignments[0]
    with Gradebook.open(folder / "attempts.db") as gradebook:
        batch = Batch(gradebook, course, assignment, assignment.units, folder / "secret")
        graded = batch.run(find_submissions(folder / "submitted", assignment, assignment.units))
    return {result.student: result for result in graded}


@pytest.mark.parametrize("student", ["a_doubled", "e_loud", "g_deleted", "h_stripped", "j_outputs", "k_plain"])
def test_right_work_gets_its_points(results: dict[str, AttemptResult], student: str) -> None:
    """Doubled ids abort a whole batch there; a line on stderr costs the points; deleted cells are invisible."""
    assert results[student].points == results[student].max_points == 4


@pytest.mark.parametrize(
    ("student", "reason"),
    [
        ("b_exits", Reason.CRASHED),
        ("c_killed", Reason.CRASHED),
        ("d_stubborn", Reason.TIMEOUT),
        ("f_loops", Reason.TIMEOUT),
    ],
)
def test_what_ends_or_never_ends_costs_its_own_function_only(
    results: dict[str, AttemptResult], student: str, reason: Reason
) -> None:
    """There, ending the process loses every point, and each looping cell waits for its own timeout."""
    result = results[student]
    assert {check.reason for check in result.checks if check.function == "double"} <= {reason, Reason.BLOCKED}
    assert {check.points for check in result.checks if check.function == "halve"} == {1.0}
    assert sum(check.wall_seconds for check in result.checks) < 12


def test_check_cells_of_one_s_own_are_worth_nothing(results: dict[str, AttemptResult]) -> None:
    assert results["i_rewritten"].points == 0


def test_pages_for_students_show_no_hidden_test(
    results: dict[str, AttemptResult], course: Course, tmp_path: Path
) -> None:
    """There, feedback shows hidden tests, in their source and in tracebacks."""
    write_student_pages(list(results.values()), course, tmp_path, "en")
    hidden = (course.units[0].path / "test_hidden.py").read_text()
    lines = [line.strip() for line in hidden.splitlines() if "assert_same" in line and "import" not in line]
    assert lines
    for page in tmp_path.rglob("*.html"):
        text = page.read_text()
        assert not any(line in text for line in lines)
        assert "HIDDEN TESTS" not in text


def test_ids_are_legal(course: Course) -> None:
    """pytest's `::` breaks nbgrader's release."""
    assert public_id(course.units[0], "double").replace("_", "").replace("-", "").isalnum()
