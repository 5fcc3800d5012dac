"""`autograder bench [UNIT]`: how fast one's own version is, on one's own machine."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from autograder.cli.desk import desk_option, find_desk_units, open_desk
from autograder.cli.options import give_up, lang_option
from autograder.results import Lang

NONE_HERE = "No unit of this course has anything to measure."


@click.command()
@click.argument("units", nargs=-1, metavar="[UNIT]...")
@click.option(
    "--device", help="Where to run it besides the CPU, such as cuda or mps; the GPU that torch finds, if any."
)
@click.option("--file", "file", type=click.Path(exists=True, dir_okay=False, path_type=Path),
              help="Measure this file in place of yours.")  # fmt: skip
@desk_option
@lang_option
def command(units: tuple[str, ...], device: str | None, file: Path | None, folder: Path | None, lang: Lang) -> None:
    """Show how many times as fast as the slow version yours is, and how fast the course's own is.

    Nothing of it is graded: it is for looking. It takes a few seconds for each function; close what keeps the machine
    busy. Exit status 0, 1 if something could not be measured, 2 for wrong use.
    """
    released = open_desk(folder)
    chosen = {unit: path for unit, path in find_desk_units(released, units).items() if unit.bench}
    if not chosen:
        there = ", ".join(unit.short for unit in released.course.units if unit.bench)
        give_up(f"Nothing to measure in {', '.join(units)}. There is in: {there}." if units and there else NONE_HERE)
    if file is not None and len(chosen) > 1:
        give_up("--file takes the place of one unit's file: name that unit.")

    from rich.console import Console

    from autograder.grading.bench import Stand, gpu
    from autograder.grading.engine import SubprocessEngine
    from autograder.grading.intake import Submitted, take_file
    from autograder.report.bench import FOOT, FOOT_DEVICE, bench_lines
    from autograder.report.paper import Paper

    device = device or gpu()
    paper = Paper(lang, Console())
    complete = True
    with SubprocessEngine() as engine:
        for unit, path in chosen.items():
            handed_in = take_file(file or path)
            if not isinstance(handed_in, Submitted):
                give_up(f"{file or path} cannot be read: `autograder check {unit.short}` says why.")
            stand = Stand(engine, unit, engine.program(unit, handed_in.text), device)
            rows = [row for function in unit.bench for row in stand.measure(function)]
            complete = complete and not any(row.problem for row in rows)
            for line in bench_lines(unit, rows, paper):
                paper.print(line)
    paper.print(paper.label(FOOT, "dim"))
    if device is not None:
        paper.print(paper.label(FOOT_DEVICE, "dim", device=device))
    sys.exit(0 if complete else 1)
