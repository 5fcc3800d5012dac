"""Reads a notebook as the Python file that it stands for, without running or trusting anything of it.

Only source cells count: outputs, saved state and metadata are whatever somebody wrote there. Of them only imports,
definitions and assignments are taken, and of those only what the unit's functions need, in the file's order: that is
what `Restart and run all` would leave of them. All else that notebooks are full of (plots, trials, `%pip`) does not
count.
"""

from __future__ import annotations

import ast
import json
import re
import symtable
import warnings
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from autograder.grading import nesting
from autograder.results import Text

MAX_BYTES = 32 << 20  # with all outputs
MAX_SOURCE = nesting.MAX_CHARACTERS  # of all code cells together
MAX_CELLS = 2_000
_TRIES = 50  # lines with magics that are taken out one by one; then all at once

_MAGIC = re.compile(r"^(\s*)([%!]|\w[\w, ]*=\s*[%!]|.*\?\s*$)")
_CELL_MAGIC = re.compile(r"^\s*%%\s*(\w+)")
_PYTHON_INSIDE = ("time", "timeit", "capture", "prun")  # cell magics below which stands Python

Place = tuple[int, int]  # code cell and line in it, both from 1


class NotebookError(Exception):
    """This is no notebook that could be read; `text` says what to do."""

    def __init__(self, en: str, zh: str) -> None:
        super().__init__(en)
        self.text = Text(en=en, zh=zh)


@dataclass(frozen=True)
class Cell:
    """A code cell.

    Attributes:
        number: among the code cells, from 1.
        is_check: a cell that belongs to the course: what stands in it never counts.
    """

    number: int
    source: str
    is_check: bool = False


@dataclass(frozen=True)
class Script:
    """What the cells stand for.

    Attributes:
        places: where each line of `text` comes from.
        notes: what was left out that somebody may miss.
    """

    text: str
    places: tuple[Place, ...]
    notes: tuple[Text, ...] = ()


def read_cells(data: bytes) -> list[Cell]:
    """The code cells of a notebook file, versions 3 and 4.

    Raises:
        NotebookError: there are none to be read.
    """
    if len(data) > MAX_BYTES:
        raise NotebookError(
            f"The notebook is larger than {MAX_BYTES >> 20} MiB, so it was not read. Clear all outputs and save it.",
            f"笔记本超过 {MAX_BYTES >> 20} MiB，没有读取。请清除所有输出后重新保存。",
        )
    try:
        told = json.loads(data.decode("utf-8-sig"))
        cells = told["cells"] if "cells" in told else [c for sheet in told["worksheets"] for c in sheet["cells"]]
        sources = [_source_of(cell) for cell in cells if cell["cell_type"] == "code"]
        marks = [_is_check(cell) for cell in cells if cell["cell_type"] == "code"]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, MemoryError):
        raise NotebookError(
            "This is not a notebook that can be read. Open it in Jupyter, save it, and hand it in again.",
            "这不是能读取的笔记本。请在 Jupyter 中打开、保存，再重新提交。",
        ) from None
    if len(sources) > MAX_CELLS or sum(map(len, sources)) > MAX_SOURCE:
        raise NotebookError(
            f"The notebook has {len(sources):,} code cells with {sum(map(len, sources)):,} characters; at most "
            f"{MAX_CELLS:,} and {MAX_SOURCE:,} are read. Is there data in it?",
            f"笔记本有 {len(sources):,} 个代码单元格、{sum(map(len, sources)):,} 个字符；最多读取 {MAX_CELLS:,} 个和 "
            f"{MAX_SOURCE:,} 个字符。里面是不是放了数据？",
        )
    if not any(source.strip() for source in sources):
        raise NotebookError("There is no code in this notebook.", "这个笔记本里没有代码。")
    return [Cell(number, *each) for number, each in enumerate(zip(sources, marks, strict=True), 1)]


def read_prose(data: bytes) -> list[str]:
    """What stands in the text cells of a notebook file; nothing where it cannot be read."""
    if len(data) > MAX_BYTES:
        return []
    try:
        told = json.loads(data.decode("utf-8-sig"))
        return [_source_of(cell) for cell in told["cells"] if cell["cell_type"] in ("markdown", "raw")]
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, MemoryError):
        return []


def _source_of(cell: Any) -> str:
    source = cell["source"] if "source" in cell else cell["input"]
    text = source if isinstance(source, str) else "".join(source)
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _is_check(cell: Any) -> bool:
    """Whether the cell's metadata say that the course put it there to check something."""
    told = cell.get("metadata", {}).get("nbgrader")
    return isinstance(told, dict) and told.get("grade") is True and told.get("solution") is not True


def script_of(cells: Sequence[Cell], names: Collection[str], starter_mark: str = "") -> Script:
    """The Python file that defines `names` as the cells do.

    Args:
        names: functions and classes that the unit exports.
        starter_mark: what a body that nobody has written yet raises with, "a1/u04 ": it never replaces a written one.
    """
    reading = _Reading(frozenset(names), starter_mark)
    for cell in cells:
        if not cell.is_check:
            reading.add(cell)
    return reading.script()


@dataclass
class _Statement:
    """A statement of a cell that may be taken: what it binds, and which names it uses."""

    lines: list[tuple[Place, str]]
    binds: frozenset[str]
    uses: frozenset[str]
    kept: bool = True  # whether its kind is one that is run


@dataclass
class _Reading:
    names: frozenset[str]
    starter_mark: str
    statements: list[_Statement] = field(default_factory=list)
    broken: list[Cell] = field(default_factory=list)
    magics: list[int] = field(default_factory=list)  # code cells

    def add(self, cell: Cell) -> None:
        source, had_magics = _plain_python(cell.source)
        if had_magics:
            self.magics.append(cell.number)
        tree = _parsed(source)
        if tree is None:
            self.broken.append(Cell(cell.number, source))
            return
        lines = source.split("\n")
        for node in tree.body:
            self.statements.append(_statement(node, source, lines, cell.number))

    def script(self) -> Script:
        self._prefer_what_is_written()
        needed = {*self.names, "*"}  # nobody knows what `from x import *` binds
        taken: set[int] = set()
        found = True
        while found:
            found = False
            for index, statement in enumerate(self.statements):
                if index not in taken and statement.kept and statement.binds & needed:
                    taken.add(index)
                    needed |= statement.uses
                    found = True
        lines = [line for index in sorted(taken) for line in self.statements[index].lines]
        defined = {name for index in taken for name in self.statements[index].binds}
        lines += self._broken_lines(defined)
        notes = [*self._about_magics(), *self._about_what_is_not_run(needed - defined, taken)]
        return Script("".join(f"{text}\n" for _, text in lines), tuple(place for place, _ in lines), tuple(notes))

    def _prefer_what_is_written(self) -> None:
        """Drop starters of what stands there written, too: cells are copied and pasted."""
        written = {name for each in self.statements if not self._is_starter(each) for name in each.binds & self.names}
        self.statements = [
            each for each in self.statements if not (self._is_starter(each) and each.binds & self.names <= written)
        ]

    def _is_starter(self, statement: _Statement) -> bool:
        marks = (f'NotImplementedError("{self.starter_mark}', "raise NotImplementedError()")  # ours and nbgrader's
        return bool(self.starter_mark and statement.binds & self.names) and any(
            mark in text for _, text in statement.lines for mark in marks
        )

    def _broken_lines(self, defined: set[str]) -> Iterator[tuple[Place, str]]:
        """A cell that Python cannot read, if a function stands in it that no other cell defines."""
        missing = self.names - defined
        pattern = re.compile(rf"^\s*(?:def|class)\s+({'|'.join(map(re.escape, sorted(missing)))})\b", re.MULTILINE)
        for cell in self.broken if missing else ():
            if pattern.search(cell.source):
                yield from (((cell.number, at), text) for at, text in enumerate(cell.source.split("\n"), 1))

    def _about_magics(self) -> Iterator[Text]:
        if self.magics:
            numbers = ", ".join(map(str, self.magics[:10]))
            yield Text(
                en=f"Lines with % or ! are not run when a notebook is graded (code cells: {numbers}).",
                zh=f"评分时不会执行笔记本里以 % 或 ! 开头的行（代码单元格：{numbers}）。",
            )

    def _about_what_is_not_run(self, lacking: set[str], taken: set[int]) -> Iterator[Text]:
        for index, statement in enumerate(self.statements):
            if index not in taken and not statement.kept and statement.binds & lacking:
                (number, line), _ = statement.lines[0]
                names = ", ".join(sorted(statement.binds & lacking)[:5])
                yield Text(
                    en=f"{names}: of a notebook only imports, definitions and assignments are run, so line {line} of "
                    f"code cell {number} was not.",
                    zh=f"{names}：评分时只执行笔记本里的导入、定义和赋值，所以没有执行第 {number} 个代码单元格的"
                    f"第 {line} 行。",
                )


def _plain_python(source: str) -> tuple[str, bool]:
    """The cell with magics and shell lines taken out, line by line, and whether there were any."""
    if _parsed(source) is not None:
        return source, False
    lines = source.split("\n")
    head = next((at for at, line in enumerate(lines) if line.strip()), 0)
    magic = _CELL_MAGIC.match(lines[head])
    if magic:
        if magic[1] not in _PYTHON_INSIDE:
            return "", True
        lines[head] = ""
    for tries in range(_TRIES + 1):
        at = _first_error(lines)
        if at is None:
            break
        wrong = [at] if tries < _TRIES else range(len(lines))
        looks = [line for line in wrong if _MAGIC.match(lines[line])]
        if not looks:
            break
        for line in looks:
            found = _MAGIC.match(lines[line])
            lines[line] = f"{found[1] if found else ''}pass"
    text = "\n".join(lines)
    return text, text != source


def _first_error(lines: Sequence[str]) -> int | None:
    """The index of the line that Python cannot read; None if it can read all, or must not try."""
    if nesting.find_obstacle("\n".join(lines)) is not None:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            ast.parse("\n".join(lines))
    except SyntaxError as problem:
        return min(max((problem.lineno or 1) - 1, 0), len(lines) - 1)
    except (ValueError, RecursionError, MemoryError, OverflowError, SystemError):
        return 0
    return None


def _parsed(source: str) -> ast.Module | None:
    if nesting.find_obstacle(source) is not None:
        return None
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            return ast.parse(source)
    except (SyntaxError, ValueError, RecursionError, MemoryError, OverflowError, SystemError):
        return None


def _statement(node: ast.stmt, source: str, lines: Sequence[str], number: int) -> _Statement:
    first = min([node.lineno, *(each.lineno for each in getattr(node, "decorator_list", ()))])
    last = node.end_lineno or node.lineno
    texts = list(lines[first - 1 : last])
    if node.col_offset or lines[last - 1].encode()[node.end_col_offset :].strip(b" ;\t")[:1] not in (b"", b"#"):
        texts = (ast.get_source_segment(source, node) or "").split("\n")  # one of several in a line
    binds, kept = _binds(node)
    uses = _globals_of(node, "\n".join(texts))
    placed = [((number, first + at), text) for at, text in enumerate(texts)]
    return _Statement(placed, frozenset(binds), frozenset(uses), kept)


def _globals_of(node: ast.stmt, text: str) -> set[str]:
    """The names of the notebook that a statement uses: not those that belong to a function in it."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            top = symtable.symtable(text, "cell", "exec")
    except (SyntaxError, ValueError, RecursionError, MemoryError):
        return {each.id for each in ast.walk(node) if isinstance(each, ast.Name)}
    found = {symbol.get_name() for symbol in top.get_symbols() if symbol.is_referenced()}
    todo = list(top.get_children())
    while todo:
        scope = todo.pop()
        found |= {symbol.get_name() for symbol in scope.get_symbols() if symbol.is_global()}
        todo += scope.get_children()
    return found


def _binds(node: ast.stmt) -> tuple[set[str], bool]:
    """The names that a statement binds or changes, and whether it is of a kind that is run."""
    match node:
        case ast.FunctionDef() | ast.AsyncFunctionDef() | ast.ClassDef():
            return {node.name}, True
        case ast.Import() | ast.ImportFrom():
            return {(each.asname or each.name).partition(".")[0] for each in node.names}, True  # perhaps "*"
        case ast.Assign():
            return _targets(node.targets), True
        case ast.AnnAssign() | ast.AugAssign():
            return _targets([node.target]), True
        case ast.If() | ast.Try():
            inside = [*_blocks(node)]
            found = [_binds(each) for each in inside]
            return {name for names, _ in found for name in names}, all(
                kept or isinstance(each, ast.Pass) for each, (_, kept) in zip(inside, found, strict=True)
            )
    stored = {each.id for each in ast.walk(node) if isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store)}
    return stored, False


def _blocks(node: ast.If | ast.Try) -> Iterator[ast.stmt]:
    yield from node.body
    yield from node.orelse
    if isinstance(node, ast.Try):
        yield from node.finalbody
        for handler in node.handlers:
            yield from handler.body


def _targets(targets: Iterable[ast.expr]) -> set[str]:
    """Names that an assignment binds; of `net.scale = 2` and `table[0] = 1` the object that it changes."""
    return {
        each.id
        for target in targets
        for each in ast.walk(target)
        if isinstance(each, ast.Name) and (isinstance(each.ctx, ast.Store) or not isinstance(target, ast.Name))
    }
