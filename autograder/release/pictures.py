"""Draws a unit's picture: executes its picture.py on the module of its solution, or of one changed by a mistake."""

from __future__ import annotations

import sys
from pathlib import Path
from types import ModuleType

from autograder.course import MistakeInfo, Unit
from autograder.jail.settings import reset_torch


def draw_picture(unit: Unit, mistake: MistakeInfo | None = None) -> str:
    """The SVG text. With `mistake`, of a solution that makes it; that may raise whatever it raises.

    What it leaves switched off, such as the recording of gradients, is on again for the next one.
    """
    try:
        return _drawn(unit, mistake)
    finally:
        reset_torch()


def _drawn(unit: Unit, mistake: MistakeInfo | None) -> str:
    solution = execute(unit.solution_path)
    if mistake is not None:
        sys.modules[unit.id] = solution  # a mistaken class may import its parent from there, as in a worker
        try:
            mistakes = execute(unit.path / "mistakes.py")
        finally:
            del sys.modules[unit.id]
        setattr(solution, mistake.of, getattr(mistakes, mistake.function))
    drawn = execute(unit.path / "picture.py").draw(solution)
    if not isinstance(drawn, str):
        raise TypeError(f"{unit.path / 'picture.py'}: draw(solution) returned a {type(drawn).__name__}, not SVG text")
    return drawn


def execute(path: Path) -> ModuleType:
    """The module in a file of the course, which is trusted."""
    module = ModuleType(f"{path.parent.name}_{path.stem}")
    module.__file__ = str(path)
    sys.modules[module.__name__] = module  # dataclasses look their module up while they are made
    try:
        exec(compile(path.read_text("utf-8"), str(path), "exec"), module.__dict__)  # noqa: S102
    finally:
        del sys.modules[module.__name__]
    return module
