"""`autograder hint UNIT [LEVEL]`: one hint at a time; each says a little more."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from autograder.cli.desk import desk_option, find_desk_units, open_desk
from autograder.cli.options import give_up, lang_option
from autograder.course import Unit
from autograder.course.desk import Progress, wants_hint
from autograder.course.released import Released
from autograder.report.paper import Paper
from autograder.results import Lang, Text

LEVELS = 3
READING_WIDTH = 96

HEAD = Text(en="{unit}  {function}   hint {level} of {levels}", zh="{unit}  {function}   提示 {level}/{levels}")
MORE = Text(
    en="One level further: {command}",
    zh="再看下一级：{command}",
)
OTHERS = Text(en="For another function: --of {names}", zh="其他函数：--of {names}")


@click.command()
@click.argument("unit_name", metavar="UNIT")
@click.argument("level", type=click.IntRange(1, LEVELS), required=False)
@click.option("--of", "function", help="For which function; else the one that you are stuck at.")
@desk_option
@lang_option
def command(unit_name: str, level: int | None, function: str | None, folder: Path | None, lang: Lang) -> None:
    """Show a hint for UNIT: 1 asks a question, 2 names the tool, 3 shows the line with one hole.

    Without LEVEL, the one after the last that you have seen. Hints cost nothing; which ones were shown is kept in
    .progress.json of your course, so that your teacher can see where a unit is hard.
    """
    released = open_desk(folder)
    unit, path = next(iter(find_desk_units(released, [unit_name]).items()))
    if function is not None and function not in unit.hints:
        give_up(f"{unit.short} has no function {function}. There are: {', '.join(unit.functions)}.")
    show_hint(released, unit, path, Paper(lang, Console()), function, level)


def show_hint(
    released: Released, unit: Unit, path: Path, paper: Paper, function: str | None = None, level: int | None = None
) -> None:
    """Print one hint, and remember that it was shown; by default the next one for where the student is stuck."""
    progress = Progress.read(released.course.path)
    function = function or wants_hint(unit, path, progress)
    levels = unit.hints[function]
    shown = progress.hints_seen(unit.key, function)
    level = min(level or shown + 1, len(levels))
    progress.with_hint(unit.key, function, level).write(released.course.path)
    command = paper.command("hint", unit.short, function)
    told = {"unit": unit.short, "command": command, "function": function, "level": level, "levels": len(levels)}
    paper.print(paper.label(HEAD, "bold", **told))
    for part in ("", levels[level - 1].in_(paper.lang), ""):
        paper.print(paper.prose(part), min(paper.console.width, READING_WIDTH))
    if level < len(levels):
        paper.print(paper.label(MORE, "dim", **told))
    others = ", ".join(name for name in unit.functions if name != function)
    if others and not paper.in_cells:
        paper.print(paper.prose(OTHERS.in_(paper.lang).format(names=others), "dim"))
