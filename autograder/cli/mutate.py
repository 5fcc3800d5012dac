"""What `autograder verify --mutate` prints: a line for each unit, then what is missing, with diffs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn
from rich.table import Table
from rich.text import Text

from autograder.course import Unit
from autograder.release.mutation import Mutation, count_mutants, mutate


def prove_by_mutation(course: Path, units: Sequence[Unit], workers: int | None, console: Console) -> bool:
    """Judge all mutants, print what was seen, and say whether every one is killed or accounted for."""
    columns = (TextColumn("mutants"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, console=console, transient=True, disable=not console.is_terminal) as bar:
        task = bar.add_task("", total=count_mutants(units))
        done = list(mutate(course, units, workers or os.cpu_count() or 1, lambda: bar.advance(task)))
    _print_table(done, console)
    for each in done:
        for problem in each.problems:
            console.print(Text(f"\n{each.unit.key}  {problem}", "red"), soft_wrap=True)
    for each in done:
        for name in each.idle:
            console.print(Text(f"{each.unit.key}  {name} kills nothing that another check does not kill", "dim"))
    mutants = sum(len(each.verdicts) for each in done)
    killed = sum(each.killed for each in done)
    equivalent = sum(len(each.equivalent) for each in done)
    rate = 100 * killed / max(mutants - equivalent, 1)
    console.print(f"\n{killed} of {mutants} mutants killed, {equivalent} answer as the solution does: {rate:.1f} %.")
    return not any(each.problems for each in done)


def _print_table(done: Sequence[Mutation], console: Console) -> None:
    table = Table(box=None, pad_edge=False)
    table.add_column("unit")
    for heading in ("mutants", "killed", "equivalent", "survive", "rate", "named"):
        table.add_column(heading, justify="right")
    for each in done:
        named = sum(verdict.named is not None for verdict in each.verdicts)
        table.add_row(
            each.unit.key,
            str(len(each.verdicts)),
            str(each.killed),
            str(len(each.equivalent)),
            Text(str(len(each.survivors)), "bold red" if each.survivors else ""),
            f"{100 * each.rate:.1f} %",
            str(named),
        )
    console.print(table)
