"""The same eight questions as an nbgrader course, and the same class as notebooks.

Each check becomes one locked test cell. Its text is the body of our check, in which only the words are exchanged that
nbgrader has no counterpart for (`WORDS`): nothing is asked in one course that is not asked in the other. Where our
hidden check asks the reference, the test cell holds the solution's function under another name, inside the lines that
nbgrader hides.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import nbformat
from nbformat.notebooknode import NotebookNode
from nbgrader.api import Gradebook

from autograder.course import CheckInfo, Unit
from benchmarks.eight_class import ASSIGNMENT, answers_of, definitions, student_name

NOTEBOOK = "eight"  # the notebook's name, without its ending
TOOLS = Path(sys.executable).parent  # where nbgrader lies, and alembic, which it calls by name

SET_UP = """import random

import torch
from torch.nn import functional

random.seed(2024)
torch.manual_seed(2024)"""

WORDS = (  # a pattern in a check's body, and how it is said in a notebook
    (r"\bassert_same\(", "torch.testing.assert_close("),
    (r"(?<![\w.])tensor\(", "torch.tensor("),
    (r"\bstudent\.", ""),
    (r"\breference\.", "expected_"),
    (r"\bdraw\.sizes\(", "random.sample(range(2, 8), "),
    (r"\bdraw\.normal\(", "torch.randn("),
    (r"\bdraw\.integers\((\w+), (\w+), (\w+)\)", r"torch.randint(\1, \2, (\3,))"),
)
LEFT_OVER = re.compile(r"\b(assert_same|student|reference|draw|raises|outcome)\b")


def notebook(unit: Unit) -> NotebookNode:
    """The instructor's notebook: for each question its text, the solution, and the test cell."""
    solutions = definitions(unit.solution_path.read_text("utf-8"))
    cells = [_cell("code", SET_UP, "set_up", locked=True)]
    for name in unit.functions:
        check = next(check for check in unit.checks if check.of == name)
        cells += [
            _cell("markdown", f"## {name}", f"about_{name}", locked=True),
            _cell("code", solutions[name], name, solution=True),
            _cell("code", test_cell(check, solutions[name]), check.name, grade=True, locked=True, points=check.points),
        ]
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    made = nbformat.v4.new_notebook(cells=cells, metadata={"kernelspec": kernel})
    nbformat.validate(made)
    return made


def test_cell(check: CheckInfo, solution: str) -> str:
    """A check as the text of a test cell.

    Raises:
        ValueError: its body uses a word of ours for which `WORDS` has no other.
    """
    lines = definitions(check.path.read_text("utf-8"))[check.name].splitlines()[1:]
    body = "\n".join(line.removeprefix("    ") for line in lines)
    for ours, theirs in WORDS:
        body = re.sub(ours, theirs, body)
    left_over = LEFT_OVER.search(body)
    if left_over:
        raise ValueError(f"{check.path}: {check.name} uses `{left_over[0]}`; tell WORDS how a notebook says it")
    if not check.hidden:
        return body
    reference = [line for line in solution.splitlines() if not re.fullmatch(r"\s*# (BEGIN|END) SOLUTION", line)]
    expected = "\n".join(reference).replace(f"def {check.of}(", f"def expected_{check.of}(", 1)
    return f"### BEGIN HIDDEN TESTS\n{expected}\n\n\n{body}\n### END HIDDEN TESTS"


def _cell(
    kind: str, source: str, grade_id: str, *, grade: bool = False, solution: bool = False, locked: bool = False,
    points: float | None = None,
) -> NotebookNode:  # fmt: skip
    meta = {"schema_version": 3, "grade_id": grade_id, "grade": grade, "solution": solution, "locked": locked}
    meta |= {"task": False} | ({"points": points} if points is not None else {})
    make = nbformat.v4.new_code_cell if kind == "code" else nbformat.v4.new_markdown_cell
    return make(source, id=grade_id.replace("_", "-"), metadata={"nbgrader": meta})


def environment(home: Path) -> dict[str, str]:
    """For nbgrader and for us: one thread, the tools of this Python first, and no settings of whoever runs this."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("JUPYTER", "IPYTHON"))}
    path = f"{TOOLS}{os.pathsep}{os.environ.get('PATH', os.defpath)}"
    threads = dict.fromkeys(("OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"), "1")
    return kept | threads | {"PATH": path, "HOME": str(home)}


def make_course(unit: Unit, folder: Path, home: Path) -> None:
    """An nbgrader course at `folder` with the assignment released: source/, release/, gradebook.db."""
    place = folder / "source" / ASSIGNMENT
    place.mkdir(parents=True)
    nbformat.write(notebook(unit), place / f"{NOTEBOOK}.ipynb")
    (folder / "nbgrader_config.py").write_text('c = get_config()\nc.CourseDirectory.course_id = "eight"\n', "utf-8")
    command = [str(TOOLS / "nbgrader"), "generate_assignment", ASSIGNMENT]
    done = subprocess.run(command, cwd=folder, env=environment(home), capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"nbgrader generate_assignment ended with status {done.returncode}:\n{done.stderr[-2000:]}")


def place_notebooks(unit: Unit, course: Path, folder: Path, size: int) -> None:
    """A copy of `course` at `folder` with a class of `size`: the released notebook with their answers."""
    shutil.copytree(course, folder)
    released = folder / "release" / ASSIGNMENT / f"{NOTEBOOK}.ipynb"
    for number in range(size):
        filled = nbformat.read(released, as_version=4)
        answers = answers_of(unit, number)
        for cell in filled.cells:
            if cell.metadata.get("nbgrader", {}).get("solution"):
                cell.source = answers[cell.metadata.nbgrader.grade_id]
        place = folder / "submitted" / student_name(number) / ASSIGNMENT
        place.mkdir(parents=True)
        nbformat.write(filled, place / f"{NOTEBOOK}.ipynb")


def scores(folder: Path) -> dict[str, dict[str, float]]:
    """What nbgrader gave: points by student and check."""
    with Gradebook(f"sqlite:///{folder / 'gradebook.db'}", "eight") as book:
        return {
            submission.student.id: {grade.name: grade.auto_score for grade in submission.notebooks[0].grades}
            for submission in book.assignment_submissions(ASSIGNMENT)
        }
