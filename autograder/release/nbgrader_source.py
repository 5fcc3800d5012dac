"""A unit as a notebook of nbgrader: solution cells, locked cells with points, hidden tests, legal ids.

The marks of a solution are those that nbgrader looks for, so that `nbgrader generate_assignment` cuts it out. A cell
with points never gives them by itself: what it asserts is that our checks pass, and hidden checks are not there to run.
Format: nbgrader's cell metadata, schema 3.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from typing import Any

from autograder.course import Assignment, Course, Unit, questions
from autograder.course.model import QuestionInfo
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
display(result)"""  # a cell's own value would be taken for partial credit


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


def answer_id(unit: Unit, question: str) -> str:
    """The grade_id of the cell that an answer is written into, and that a person gives points."""
    return f"{unit.id}-{question}"


def nbgrader_source(
    course: Course, unit: Unit, lang: Lang, code: str | None = None, answers: Mapping[str, str] | None = None
) -> str:
    """The text of the notebook that belongs into `source/<assignment>/`.

    Args:
        code: what its cells hold in place of the solution: what a student handed in.
        answers: what a student answered, by question; without `code`, how answers are marked stands there.
    """
    schemes = {each.name: _scheme(each, lang) for each in unit.questions}
    text = code or unit.solution_path.read_text("utf-8")
    told = json.loads(unit_notebook(course, unit, lang, text, schemes if code is None else answers or {}))
    cells: list[dict[str, Any]] = []
    asked = iter(unit.questions)
    for cell in told["cells"]:
        kind = cell["id"].split("-")[1]
        if kind == "question":
            question = next(asked)
            cell["metadata"] = {"nbgrader": _nbgrader(f"{answer_id(unit, question.name)}-question", locked=True)}
        elif kind == "answer":
            told_points = _nbgrader(answer_id(unit, question.name), grade=True, solution=True, points=question.points)
            cell["metadata"] = {"nbgrader": told_points}
        cells += _with_metadata(unit, cell)
        if kind == "answer" and code is not None and question.scheme is not None:
            cells.append(_scheme_cell(cell, question, lang))
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


def _scheme(question: QuestionInfo, lang: Lang) -> str:
    """How an answer is marked, where nbgrader cuts the instructor's answer out."""
    said = f"{questions.SCHEME.in_(lang)}: {question.scheme.in_(lang)}" if question.scheme else "-"
    return f"### BEGIN SOLUTION\n{said}\n### END SOLUTION"


def _scheme_cell(answer: dict[str, Any], question: QuestionInfo, lang: Lang) -> dict[str, Any]:
    """The same for whoever reads the answer in formgrader."""
    scheme = question.scheme.in_(lang) if question.scheme else ""
    text = f"> **{questions.SCHEME.in_(lang)}**\n>\n" + "\n".join(f"> {line}" for line in scheme.splitlines())
    source = text.splitlines(keepends=True)
    return {"cell_type": "markdown", "id": f"{answer['id']}-scheme", "metadata": {}, "source": source}


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
