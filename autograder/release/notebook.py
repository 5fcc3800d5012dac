"""A unit as a notebook: handout, starter, a cell to check after each function, a folded one for hints.

Made from the same sources as everything else, and the same bytes each time. Format: nbformat 4.5.
"""

from __future__ import annotations

import ast
import base64
import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Any

from autograder.course import Course, Unit, questions
from autograder.results import Lang, Text

_FENCE = re.compile(r"^```(\w*)\s*$")
_PICTURE = re.compile(r"\]\((\w+(?:\.zh)?\.svg)\)")
_MADE = "<!-- Made by `autograder release`. -->\n"
COLAB = "https://colab.research.google.com"
YOUR_TURN = Text(
    en="## Your turn\n\nFill in a cell, run it, run the `check` below it. The first check fails: that is the task. "
    "What is checked is what your cells define, wherever they stand. The folded cells give hints, one at a time; "
    "hints cost nothing.\n",
    zh="## 轮到你了\n\n补全一个单元格，运行它，再运行下面的 `check`：第一次检查不通过是正常的，这正是你的任务。"
    "检查的是你的单元格定义的内容，写在笔记本的哪里都行。折叠起来的单元格会给出提示，一次一条，看提示不扣分。\n",
)
ALL = Text(en="Everything at once, as it will be graded:\n", zh="全部一起检查，就像评分时一样：\n")


@dataclass
class _Notebook:
    """Cells in the making; each gets the next id."""

    unit: Unit
    pictures: dict[str, bytes]
    cells: list[dict[str, Any]] = field(default_factory=list)

    def markdown(self, text: str, kind: str = "text") -> None:
        if not text.strip():
            return
        cell = {"cell_type": "markdown", "metadata": {}, "source": _PICTURE.sub(r"](attachment:\1)", text.strip())}
        shown = {name for name in _PICTURE.findall(text) if name in self.pictures}
        if shown:
            cell["attachments"] = {
                name: {"image/svg+xml": base64.b64encode(self.pictures[name]).decode()} for name in sorted(shown)
            }
        self._add(kind, cell)

    def code(self, kind: str, source: str, output: str = "", **metadata: Any) -> None:
        outputs = [{"name": "stdout", "output_type": "stream", "text": _lines(output)}] if output else []
        cell = {"cell_type": "code", "execution_count": None, "metadata": metadata, "outputs": outputs}
        self._add(kind, {**cell, "source": source.strip("\n")})

    def _add(self, kind: str, cell: dict[str, Any]) -> None:
        number = sum(each["id"].startswith(f"{self.unit.id[:3]}-{kind}-") for each in self.cells) + 1
        cell["id"] = f"{self.unit.id[:3]}-{kind}-{number}"
        cell["source"] = _lines(cell["source"])
        self.cells.append(cell)

    def text(self) -> str:
        told = {
            "cells": self.cells,
            "metadata": {
                "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
                "language_info": {"name": "python"},
            },
            "nbformat": 4,
            "nbformat_minor": 5,
        }
        return json.dumps(told, ensure_ascii=False, indent=1, sort_keys=True) + "\n"


def notebook(
    course: Course, unit: Unit, lang: Lang, source: str, handout: str, pictures: dict[str, bytes],
    answers: Mapping[str, str] = MappingProxyType({}),
) -> str:  # fmt: skip
    """The notebook's text.

    Args:
        source: what the cells hold: the starter.
        answers: what stands in answer to the unit's questions, by their names.
        handout: its links to pictures lead to names of `pictures`.
    """
    made = _Notebook(unit, pictures)
    name = f"{unit.id}{'' if lang == 'en' else '.zh'}.ipynb"
    made.markdown(_badge(course, unit, name))
    made.code("setup", _setup(course, unit, lang))
    reading, helping = _split_handout(handout.removeprefix(_MADE))
    _handout_cells(made, reading)
    made.markdown(YOUR_TURN.in_(lang))
    for function, text in code_cells(source, unit.functions):
        made.code("code", text)
        if function:
            made.code("check", f'check("{unit.short}", "{function}")')
            made.code("hint", f'hint("{unit.short}", "{function}")', cellView="form", jupyter={"source_hidden": True})
    made.markdown(ALL.in_(lang))
    made.code("check", f'check("{unit.short}")')
    _questions(made, lang, answers)
    made.markdown(helping)
    return made.text()


def _questions(made: _Notebook, lang: Lang, answers: Mapping[str, str]) -> None:
    """Questions that a person marks, each with a cell for the answer."""
    if made.unit.questions:
        made.markdown(f"## {questions.HEADING.in_(lang)}\n\n{questions.NOTE.in_(lang)}")
    for question in made.unit.questions:
        made.markdown(questions.prompt(question, lang), "question")
        text = answers.get(question.name) or questions.STUB.in_(lang)
        made.markdown(questions.answer_cell(question, text), "answer")


def code_cells(source: str, functions: Sequence[str]) -> Iterator[tuple[str, str]]:
    """The file in pieces, one for each exported function or class: (its name, text); "" for what stands between."""
    lines = source.splitlines()
    begin = 0  # of what has not been given out
    try:
        body = ast.parse(source).body
    except (SyntaxError, ValueError, RecursionError, MemoryError):  # a student's file: all of it in one cell
        yield "", source
        yield from ((name, "") for name in functions)
        return
    for node in body:
        if isinstance(node, (ast.FunctionDef, ast.ClassDef)) and node.name in functions:
            first = min([node.lineno, *(each.lineno for each in node.decorator_list)]) - 1
            while first > begin and lines[first - 1].startswith("#"):  # comments right above belong to it
                first -= 1
            between = "\n".join(lines[begin:first]).strip()
            if between:
                yield "", between
            begin = node.end_lineno or first + 1
            while begin < len(lines) and lines[begin].startswith((" ", "\t")):  # comments after the last statement
                begin += 1
            yield node.name, "\n".join(lines[first:begin])
    rest = "\n".join(lines[begin:]).strip()
    if rest:
        yield "", rest


def _badge(course: Course, unit: Unit, name: str) -> str:
    if not course.repository:
        return ""
    place = course.repository.removeprefix("https://github.com/")
    address = f"{COLAB}/github/{place}/blob/{course.branch}/assignments/{unit.assignment_id}/{name}"
    return f"[![Open in Colab]({COLAB}/assets/colab-badge.svg)]({address})"


def _setup(course: Course, unit: Unit, lang: Lang) -> str:
    speaks = 'import os\n\nos.environ["AUTOGRADER_LANG"] = "zh"\n' if lang == "zh" else ""
    imports = f"{speaks}from autograder import check, hint, progress"
    if not course.repository:
        return imports
    return f"""# On Colab and Kaggle this fetches the course. Elsewhere it only imports what you check your work with.
import os

if not os.path.isdir(".units") and any(name.startswith(("COLAB_", "KAGGLE_")) for name in os.environ):
    %pip install -q torchgrade
    !git clone -q --depth 1 --branch {course.branch} {course.repository} course
    %cd -q course/assignments/{unit.assignment_id}

{imports}"""


def _split_handout(text: str) -> tuple[str, str]:
    """What is read before writing, and the sections with drop-downs for errors, which come after the code."""
    sections = re.split(r"(?m)^(?=## )", text)
    at = next((number for number, section in enumerate(sections) if "<details>" in section), len(sections))
    return "".join(sections[:at]), "".join(sections[at:])


def _handout_cells(made: _Notebook, text: str) -> None:
    """Sections as text; examples in Python as cells that run, with the output that the handout shows."""
    prose: list[str] = []
    blocks = _blocks(text)
    for number, (kind, body) in enumerate(blocks):
        if kind == "python":
            made.markdown("".join(prose))
            prose = []
            follows = next(((k, b) for k, b in blocks[number + 1 :] if k or b.strip()), ("", ""))
            made.code("example", body, follows[1] if follows[0] == "text" else "")
        elif kind == "text" and _is_output(blocks, number):
            continue
        elif kind:
            prose.append(f"```{'' if kind == 'plain' else kind}\n{body}```\n")
        else:
            for section in re.split(r"(?m)^(?=## )", body):
                if section.startswith("## "):
                    made.markdown("".join(prose))
                    prose = []
                prose.append(section)
    made.markdown("".join(prose))


def _is_output(blocks: Sequence[tuple[str, str]], number: int) -> bool:
    """Whether a block of text stands right below an example."""
    before = [kind for kind, body in blocks[:number] if kind or body.strip()]
    return bool(before) and before[-1] == "python"


def _blocks(text: str) -> list[tuple[str, str]]:
    """(kind, body) of fenced blocks, "plain" where they name no language; "" for what stands between."""
    found: list[tuple[str, list[str]]] = [("", [])]
    for line in text.splitlines(keepends=True):
        fence = _FENCE.match(line)
        if not found[-1][0] and fence:
            found.append((fence[1] or "plain", []))
        elif found[-1][0] and fence and not fence[1]:
            found.append(("", []))
        else:
            found[-1][1].append(line)
    return [(kind, "".join(lines)) for kind, lines in found]


def _lines(text: str) -> list[str]:
    """As nbformat writes texts."""
    return text.splitlines(keepends=True)
