"""`autograder verify [UNIT...]`: proves units, and says why where it cannot."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path

import click
from rich.console import Console
from rich.table import Table
from rich.text import Text

from autograder.cli.options import course_option, find_units, give_up, open_course
from autograder.grading.collect import CollectionError
from autograder.release.side_by_side import verify_units
from autograder.release.verify import Proof

MOST = 10  # problems of one proof that are printed


@click.command()
@click.argument("units", nargs=-1)
@click.option("--mutate", is_flag=True, help="Change the solutions in ordinary ways, and see whether checks notice.")
@click.option(
    "--workers", type=click.IntRange(min=1), default=None, help="Processes at once; one for each core if not given."
)
@course_option
def command(units: tuple[str, ...], course_path: Path, mutate: bool, workers: int | None) -> None:
    """Prove UNITS (all if none is named): `a1/u04`, `a1_tensors/u04_broadcasting`, or an assignment.

    The solution gets all points and the starter none; every mistake loses points and is named by its own message; old
    answers are worth nothing; the picture redraws; nothing of a solution reaches students. Exit status 1 if not.

    With --mutate, instead: operators, constants, arguments and lines of each solution are changed one by one, and the
    hidden checks have to notice each change, unless it changes no answer. Needs libcst.
    """
    course = open_course(course_path)
    chosen = find_units(course, units)
    console = Console()
    if mutate:
        from autograder.cli.mutate import prove_by_mutation

        sys.exit(0 if prove_by_mutation(course.path, chosen, workers, console) else 1)
    try:
        busy = console.status("verifying") if console.is_terminal else nullcontext()
        with busy:
            proofs = list(verify_units(course.path, chosen, workers or os.cpu_count() or 1))
    except CollectionError as problem:
        give_up(str(problem))
    _print(console, proofs)
    sys.exit(0 if all(proof.holds for proof in proofs) else 1)


def _print(console: Console, proofs: list[Proof]) -> None:
    table = Table(box=None, pad_edge=False)
    for heading in ("unit", "proof", "", "seen"):
        table.add_column(heading)
    for unit, proof in _with_headings(proofs):
        mark = Text("✓", "green") if proof.holds else Text("✗", "bold red")
        table.add_row(Text(unit), Text(proof.what), mark, Text(proof.detail))
    console.print(table)
    for proof in proofs:
        more = len(proof.problems) - MOST
        shown = (*proof.problems[:MOST], f"... and {more} more") if more > 0 else proof.problems
        for problem in shown:
            console.print(Text(f"{proof.unit}  {proof.what}: {problem}", "red"), soft_wrap=True)
    failed = sum(not proof.holds for proof in proofs)
    console.print(
        f"{len(proofs) - failed} of {len(proofs)} proofs hold." if failed else f"All {len(proofs)} proofs hold."
    )


def _with_headings(proofs: list[Proof]) -> Iterator[tuple[str, Proof]]:
    last = ""
    for proof in proofs:
        yield (proof.unit if proof.unit != last else ""), proof
        last = proof.unit
