"""`autograder reset UNIT`: the starter again; the student's file is kept beside it."""

from __future__ import annotations

import os
from pathlib import Path

import click
from rich.console import Console

from autograder.cli.desk import desk_option, find_desk_units, open_desk
from autograder.cli.options import give_up, lang_option
from autograder.course.desk import Occupied, put_back
from autograder.report.paper import Paper
from autograder.results import Lang, Text

DONE = Text(en="{file} is as it was at the beginning.", zh="{file} 已恢复成最初的样子。")
KEPT = Text(en="What you wrote is in {kept}.", zh="你写的代码保存在 {kept}。")


@click.command()
@click.argument("unit_name", metavar="UNIT")
@desk_option
@lang_option
def command(unit_name: str, folder: Path | None, lang: Lang) -> None:
    """Begin UNIT again: its file becomes the starter, and what you wrote is kept as NAME.py.old."""
    released = open_desk(folder)
    for unit in find_desk_units(released, [unit_name]):
        starter = released.files[unit.key].starter
        if not starter:
            give_up(
                f"Your course holds no starter of {unit.short}. Update it, or take the file again from your teacher."
            )
        try:
            kept = put_back(unit.solution_path, starter)
        except Occupied as problem:
            give_up(str(problem))
        paper = Paper(lang, Console())
        paper.print(paper.prose(paper.say(DONE, file=os.path.relpath(unit.solution_path))))
        if kept is not None:
            paper.print(paper.prose(paper.say(KEPT, kept=os.path.relpath(kept))))
