"""A unit as a notebook of nbgrader: solution cells, locked cells with points, hidden tests, legal ids.

The marks of a solution are those that nbgrader looks for, so that `nbgrader generate_assignment` cuts it out. A cell
with points never gives them by itself: what it asserts is that our checks pass, and hidden checks are not there to run.
Format: nbgrader's cell metadata, schema 3.
"""

from __future__ import annotations

import json
import re
from typing import Any

from autograder.course import Assignment, Course, Unit
from autograder.release.tree import Files, unit_notebook
from autograder.results import Lang

SCHEMA = 3
_CHECK = re.compile(r'^check\("[^"]+", "(\w+)"\)$')
_HIDDEN = """# Hidden checks, points: {points}. They run when your work is graded.
### BEGIN HIDDEN TESTS
raise RuntimeError("hidden checks are run by torchgrade: see `autograder nbgrader --help`")
### END HIDDEN TESTS"""
_PUBLIC = """result = {check}
### BEGIN HIDDEN TESTS
assert result.passed, "see what the check says"
### END HIDDEN TESTS
result"""


def solution_id(unit: Unit, function: str) -> str:
    """The grade_id of the cell in which a function is written."""
    return f"{unit.id}-{function}"


def public_id(unit: Unit, function: str) -> str:
    """The grade_id of the cell that holds the points of a function's public checks."""
    return f"{unit.id}-{function}-public"


def hidden_id(unit: Unit, function: str) -> str:
    """The same of the hidden ones."""
    return f"{unit.id}-{function}-hidden"


def points_of(unit: Unit, function: str, *, hidden: bool) -> float:
    """What a function's checks of one kind are worth together."""
    return sum(check.points for check in unit.checks_of(function) if check.hidden is hidden)


def nbgrader_source(course: Course, unit: Unit, lang: Lang, code: str | None = None) -> str:
    """The text of the notebook that belongs into `source/<assignment>/`.

    `code`: what its cells hold in place of the solution: what a student handed in.
    """
    told = json.loads(unit_notebook(course, unit, lang, code or unit.solution_path.read_text("utf-8")))
    cells: list[dict[str, Any]] = []
    for cell in told["cells"]:
        cells += _with_metadata(unit, cell)
    return json.dumps({**told, "cells": cells}, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def nbgrader_files(course: Course, assignment: Assignment, released: Files, lang: Lang) -> Files:
    """Everything of `source/<assignment>/`: notebooks, and beside them what students get anyway, without solutions."""
    files: Files = {}
    for name, content in released.items():
        folder, _, inside = name.partition("/")
        if folder == assignment.id and not inside.endswith(".ipynb"):
            files[inside] = content
    for unit in assignment.units:
        files[f"{unit.id}.ipynb"] = nbgrader_source(course, unit, lang).encode()
    return dict(sorted(files.items()))


def _with_metadata(unit: Unit, cell: dict[str, Any]) -> list[dict[str, Any]]:
    source = "".join(cell["source"])
    if cell["cell_type"] != "code":
        return [cell]
    asked = _CHECK.match(source)
    if asked:
        return _graded(unit, cell, asked[1])
    if cell["id"].partition("-")[2].startswith("code-"):
        function = next((name for name in unit.functions if _defines(source, name)), "")
        if function or "# BEGIN SOLUTION" in source:
            id_ = solution_id(unit, function) if function else f"{unit.id}-{cell['id']}"
            cell["metadata"] = {"nbgrader": _nbgrader(id_, solution=True)}
    elif cell["id"].endswith("-setup-1"):
        cell["metadata"] = {"nbgrader": _nbgrader(f"{unit.id}-setup", locked=True)}
    return [cell]


def _defines(source: str, name: str) -> bool:
    return re.search(rf"^(?:async )?(?:def|class) {name}\b", source, re.MULTILINE) is not None


def _graded(unit: Unit, cell: dict[str, Any], function: str) -> list[dict[str, Any]]:
    made = []
    source = "".join(cell["source"])
    for hidden, id_ in ((False, public_id(unit, function)), (True, hidden_id(unit, function))):
        points = points_of(unit, function, hidden=hidden)
        if not points:
            made += [] if hidden else [cell]  # to be run, and worth nothing
            continue
        text = _HIDDEN.format(points=f"{points:g}") if hidden else _PUBLIC.format(check=source)
        made.append(
            {
                **cell,
                "id": f"{cell['id']}-hidden" if hidden else cell["id"],
                "metadata": {"nbgrader": _nbgrader(id_, grade=True, locked=True, points=points)},
                "source": text.splitlines(keepends=True),
            }
        )
    return made


def _nbgrader(
    grade_id: str, *, grade: bool = False, locked: bool = False, solution: bool = False, points: float | None = None
) -> dict[str, Any]:
    told: dict[str, Any] = {
        "grade": grade,
        "grade_id": grade_id,
        "locked": locked,
        "schema_version": SCHEMA,
        "solution": solution,
        "task": False,
    }
    return told if points is None else {**told, "points": points}
