"""`autograder check [UNIT|FILE]...`: public checks on one's own work, in a course without `reference/`."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from autograder.cli.desk import CHECKS_CHANGED, check_unit, desk_option, find_desk_units, open_desk
from autograder.cli.options import give_up, lang_option
from autograder.jail.processes import Python
from autograder.results import Lang


@click.command()
@click.argument("units", nargs=-1)
@desk_option
@lang_option
def command(units: tuple[str, ...], folder: Path | None, lang: Lang) -> None:
    """Check UNITS (`a1/u04`, a file, or an assignment; everything if none is named) with the public checks.

    Says what to look at first, and which mistake it looks like. The first run fails: that is the task. Exit status 0
    when all checks pass, 1 until then, 2 for wrong use.
    """
    released = open_desk(folder)
    chosen = find_desk_units(released, units)
    python = Python()
    ahead = python.start_ahead()  # imports torch while this process does

    from rich.console import Console

    from autograder.grading.collect import CollectionError
    from autograder.grading.desk import Desk
    from autograder.grading.engine import SubprocessEngine
    from autograder.report.check import show_checked

    with SubprocessEngine(python, ahead) as engine:
        try:
            desk = Desk(released, tuple(chosen), engine)
        except CollectionError as problem:
            give_up(f"{problem}\n{CHECKS_CHANGED}")
        checked = [check_unit(desk, released, unit, path) for unit, path in chosen.items()]
    titles = {unit.id: unit.title for unit in chosen}
    show_checked(checked, titles, lang, Console())
    sys.exit(0 if all(one.passed for one in checked) else 1)
