"""`check`, `hint` and `progress` in a notebook: `from autograder import check, hint, progress`.

What is checked is what the cells that were run define, found by name, in the order in which they were run. It happens
outside of the notebook's own process: in a jail on Linux, forked from a process that stays warm.
"""

from __future__ import annotations

import atexit
import io
import os
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from rich.console import Console
from rich.terminal_theme import TerminalTheme

from autograder.cli.desk import CHECKS_CHANGED, around, check_unit
from autograder.cli.hint import show_hint
from autograder.cli.options import default_lang
from autograder.course import Unit, UnknownName
from autograder.course.desk import Progress
from autograder.course.released import Released, ReleaseError, load_released
from autograder.report.paper import Paper
from autograder.report.progress import course_map
from autograder.results import Lang, Text

if TYPE_CHECKING:
    from autograder.grading.desk import Desk
    from autograder.grading.intake import Submitted

WIDTH = 96
_THEME = TerminalTheme(  # readable on white and on black
    (255, 255, 255), (0, 0, 0),
    [(36, 41, 47), (207, 64, 60), (34, 139, 68), (166, 118, 0), (33, 120, 220), (150, 80, 200), (20, 140, 150),
     (110, 118, 129)],
)  # fmt: skip
_HTML = '<pre style="white-space:pre-wrap;line-height:1.35;margin:0">{code}</pre>'
NO_FUNCTION = Text(en="{unit} has no function {function}. There are: {names}.",
                   zh="{unit} 里没有函数 {function}。有：{names}。")  # fmt: skip


@dataclass(frozen=True)
class Shown:
    """What a cell shows: coloured in a notebook, plain text elsewhere."""

    text: str
    html: str
    passed: bool = True  # whether all checks passed that were run

    def __repr__(self) -> str:
        return self.text

    def _repr_html_(self) -> str:
        return self.html


def check(unit: str, function: str | None = None) -> Shown:
    """Check what your cells define with the unit's public checks: those of one function, or all.

    Args:
        unit: "a1/u04".
        function: one of the functions that you write there; all of them if it is left out.

    Raises:
        AssertionError: it does not pass, and nbgrader's "Validate" runs the notebook, which looks for exceptions.
    """
    shown = _shown(lambda paper: _check(paper, unit, function))
    if not shown.passed and os.environ.get("NBGRADER_VALIDATING"):
        raise AssertionError(shown.text)
    return shown


def hint(unit: str, function: str | None = None, level: int | None = None) -> Shown:
    """Show the next hint for a function; hints cost nothing.

    Args:
        unit: "a1/u04".
        function: one of the functions that you write there; the one that you are stuck at if it is left out.
        level: 1 asks a question, 2 names the tool, 3 shows the line with one hole; the next one if it is left out.
    """

    def show(paper: Paper) -> None:
        released, found = _unit(unit)
        _require(found, function, paper)
        show_hint(released, found, found.solution_path, paper, function, level)

    return _shown(show)


def progress() -> Shown:
    """Show a map of the course: what is done, what is next."""

    def show(paper: Paper) -> None:
        course = _released().course
        for line in course_map(course, Progress.read(course.path), date.today(), paper):
            paper.print(line)

    return _shown(show)


class _CannotError(Exception):
    """Wrong use; the message is shown in place of an answer."""


def _shown(show: Callable[[Paper], bool | None]) -> Shown:
    return rendered(show, default_lang())


def rendered(show: Callable[[Paper], bool | None], lang: Lang) -> Shown:
    """What `show` prints, as text and as HTML."""
    file = io.StringIO()
    console = Console(file=file, record=True, width=WIDTH, force_terminal=True, force_jupyter=False,
                      color_system="standard")  # fmt: skip
    paper = Paper(lang, console, in_cells=True)
    try:
        passed = show(paper) is not False
    except (_CannotError, ReleaseError, UnknownName) as problem:
        passed = False
        paper.print(paper.prose(str(problem), "bold yellow"))
    html = console.export_html(theme=_THEME, code_format=_HTML, inline_styles=True, clear=False)
    return Shown(console.export_text(styles=False).rstrip("\n"), html, passed)


def _check(paper: Paper, name: str, function: str | None) -> bool:
    from autograder.report.check import show_checked

    released, unit = _unit(name)
    _require(unit, function, paper)
    checked = check_unit(_desk(unit.key), released, unit, unit.solution_path, _cells(unit), function)
    show_checked([checked], {unit.id: unit.title}, paper.lang, paper.console, in_cells=True)
    return checked.passed


def _require(unit: Unit, function: str | None, paper: Paper) -> None:
    if function is not None and function not in unit.functions:
        told = {"unit": unit.short, "function": function, "names": ", ".join(unit.functions)}
        raise _CannotError(paper.say(NO_FUNCTION, **told))


@cache
def _read(folder: Path) -> Released:
    return load_released(folder)


def _released() -> Released:
    return _read(around(Path.cwd()))


def _unit(name: str) -> tuple[Released, Unit]:
    released = _released()
    return released, released.course.unit(name)


@cache
def _desk(key: str) -> Desk:
    """A unit's checks, collected, and the processes that run them, which stay."""
    from autograder.grading.collect import CollectionError
    from autograder.grading.desk import Desk

    released = _released()
    try:
        return Desk(released, (released.course.unit(key),), _engine())
    except CollectionError as problem:
        raise _CannotError(f"{problem}\n{CHECKS_CHANGED}") from None


@cache
def _engine() -> Any:
    from autograder.grading.engine import warm_engine

    engine = warm_engine(confine=True)
    atexit.register(engine.close)
    return engine


def _cells(unit: Unit) -> Submitted | None:
    """What the cells that were run define; None outside of a notebook, where the unit's file is checked."""
    try:
        from IPython.core.getipython import get_ipython
    except ImportError:
        return None
    shell = get_ipython()
    if shell is None:
        return None
    from autograder.grading.intake import submitted_cells
    from autograder.grading.notebook import Cell

    ran: list[str] = shell.history_manager.input_hist_raw if shell.history_manager else []
    return submitted_cells([Cell(number, source) for number, source in enumerate(ran) if source.strip()], unit)
