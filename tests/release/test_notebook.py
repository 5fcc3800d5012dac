"""Units as notebooks: valid, the same each time, and what is written into them comes back."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import nbformat
import pytest

from autograder.course import Course, Unit, load_course
from autograder.grading.intake import Submitted, notebook_of
from autograder.release.notebook import code_cells
from autograder.release.starter import cut_starter
from autograder.release.tree import unit_notebook
from autograder.results import LANGS

ROOT = Path(__file__).parents[2]
COURSE = load_course(ROOT / "reference")


def definitions(text: str, unit: Unit) -> dict[str, str]:
    return {
        node.name: ast.dump(node)
        for node in ast.parse(text).body
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name in unit.functions
    }


@pytest.mark.parametrize("unit", COURSE.units, ids=lambda unit: unit.key)
def test_every_unit_is_a_valid_notebook_that_stands_for_its_code(unit: Unit) -> None:
    solution = unit.solution_path.read_text("utf-8")
    for lang in LANGS:
        for text in (cut_starter(solution, unit), solution):
            made = unit_notebook(COURSE, unit, lang, text)
            assert unit_notebook(COURSE, unit, lang, text) == made
            nbformat.validate(nbformat.reads(made, 4))
            taken = notebook_of(made.encode(), "n.ipynb", unit)
            assert isinstance(taken, Submitted)
            assert taken.notes == ()
            assert definitions(taken.text, unit) == definitions(text, unit)


def test_cells_come_in_the_order_in_which_they_are_read() -> None:
    unit = COURSE.unit("a1/u04")
    told = json.loads(unit_notebook(COURSE, unit, "en", cut_starter(unit.solution_path.read_text("utf-8"), unit)))
    ids = [cell["id"] for cell in told["cells"]]
    assert len(set(ids)) == len(ids)
    kinds = [id_.split("-")[1] for id_ in ids]
    assert kinds[:3] == ["setup", "text", "example"]
    assert kinds.count("check") == len(unit.functions) + 1
    at = ids.index("u04-check-1")
    assert "".join(told["cells"][at]["source"]) == 'check("a1/u04", "broadcast_shape")'
    assert told["cells"][at + 1]["metadata"] == {"cellView": "form", "jupyter": {"source_hidden": True}}
    assert "<details>" in "".join(told["cells"][-1]["source"])
    example = told["cells"][2]
    assert "".join(example["outputs"][0]["text"]).startswith("tensor([[20., 20., 20.]")
    picture = next(cell for cell in told["cells"] if "attachments" in cell)
    assert list(picture["attachments"]) == ["u04_broadcasting.svg"]
    assert "](attachment:u04_broadcasting.svg)" in "".join(picture["source"])


def test_pieces_of_a_file_put_together_are_the_file() -> None:
    head = '"""Doc."""\n\nimport torch\n\nSIZE = 3'
    source = head + "\n\n\n# about f\n@torch.no_grad()\ndef f(x):\n    return x\n    # end\n\n\nLAST = 1\n"
    assert list(code_cells(source, ["f"])) == [
        ("", head),
        ("f", "# about f\n@torch.no_grad()\ndef f(x):\n    return x\n    # end"),
        ("", "LAST = 1"),
    ]


def test_with_a_repository_there_is_a_badge_and_colab_fetches_the_course() -> None:
    unit = COURSE.unit("a1/u04")
    course = Course(COURSE.path, COURSE.title, (), repository="https://github.com/OWNER/REPO", branch="spring")
    made = unit_notebook(course, unit, "zh", "def f(): pass\n")
    place = "github/OWNER/REPO/blob/spring/assignments/a1_tensors/u04_broadcasting.zh.ipynb"
    assert "[![Open in Colab](https://colab.research.google.com/assets/colab-badge.svg)]" in made
    assert f"(https://colab.research.google.com/{place})" in made
    setup = json.loads(made)["cells"][1]["source"]
    assert any("--branch spring https://github.com/OWNER/REPO course" in line for line in setup)
    assert "colab" not in unit_notebook(COURSE, unit, "en", "def f(): pass\n").casefold()


def test_the_first_cell_does_nothing_where_the_course_is_there() -> None:
    """It is plain Python but for the lines that only run on Colab and Kaggle."""
    unit = COURSE.unit("a1/u04")
    course = Course(COURSE.path, COURSE.title, (), repository="https://github.com/OWNER/REPO")
    setup = "".join(json.loads(unit_notebook(course, unit, "en", "x = 1\n"))["cells"][1]["source"])
    guard = setup.split("\n")[3]
    assert guard.startswith('if not os.path.isdir(".units") and any(')
    inside = [line for line in setup.split("\n") if line.lstrip().startswith(("%", "!"))]
    assert all(line.startswith("    ") for line in inside)
    assert len(inside) == 3
