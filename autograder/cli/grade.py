"""`autograder grade FOLDER --assignment NAME`: grades a folder of submissions and prints the class table."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import click
from rich import progress as bars
from rich.console import Console

from autograder.cli.options import course_option, find_units, give_up, lang_option, open_course
from autograder.cli.rules import class_option, open_rules, say_left_out
from autograder.course import UnknownName
from autograder.gradebook import Gradebook, GradebookError
from autograder.gradebook.batch import Batch, BatchError, find_submissions
from autograder.gradebook.earlier import grade_earlier
from autograder.gradebook.late import LateError
from autograder.gradebook.standing import Standings
from autograder.grades import grade_of
from autograder.grading.pool import PoolError
from autograder.report.escape import visible
from autograder.report.result_json import attempt_to_json
from autograder.report.summary import points_text
from autograder.report.terminal import class_table
from autograder.results import AttemptResult, Lang, Level

EVERY = 10  # submissions between two lines where there is no terminal


@click.command()
@click.argument("folder", type=click.Path(path_type=Path))
@click.option("--assignment", "assignment_name", required=True, help="Which assignment, e.g. a1_tensors or a1.")
@click.option("--unit", "unit_names", multiple=True, help="Only this unit, e.g. u04. May be given several times.")
@click.option("--student", "students", multiple=True, help="Only this student. May be given several times.")
@click.option("--workers", type=click.IntRange(1, 256), default=max(1, (os.cpu_count() or 2) // 2), show_default=True,
              help="Judges at work at once; each has one busy core.")  # fmt: skip
@click.option("--regrade", is_flag=True, help="Grade again what is up to date; earlier attempts stay.")
@click.option("--gradebook", default="gradebook/attempts.db", show_default=True, help="File or database URL.")
@click.option("--json", "as_json", is_flag=True, help="Print the results as JSON instead of a table.")
@click.option("--no-jail", is_flag=True, help="Grade without confinement (level D). Only for work that you trust.")
@class_option
@course_option
@lang_option
def command(
    folder: Path, assignment_name: str, unit_names: tuple[str, ...], students: tuple[str, ...], workers: int,
    regrade: bool, gradebook: str, as_json: bool, no_jail: bool, class_path: Path | None, course_path: Path,
    lang: Lang,
) -> None:  # fmt: skip
    """Grade FOLDER/<student>/<assignment>/<unit>.py.

    Exit status: 0 when all is graded, 1 when some row is an error of the grader, 2 for wrong use or a faulty course.
    """
    course = open_course(course_path)
    try:
        assignment = course.assignment(assignment_name)
    except UnknownName as problem:
        give_up(str(problem))
    rules = open_rules(class_path, course)
    units = find_units(course, [f"{assignment.id}/{name}" for name in unit_names] or [assignment.id])
    try:
        handed_in = find_submissions(folder, assignment, units, students)
        with Gradebook.open(gradebook) as book, Progress(quiet=as_json) as progress:
            secret = Path(gradebook).parent / "secret" if "://" not in gradebook else Path("gradebook/secret")
            batch = Batch(book, course, assignment, units, secret, workers, regrade, not no_jail, progress.show)
            graded = batch.run(handed_in)
            again, without = (0, 0) if unit_names else grade_earlier(batch, graded, Standings(book, rules), students)
            standings = Standings(book, rules)
            results = _with_standing(graded, standings, assignment.id)
            others = [] if unit_names else _others_that_count(results, standings, assignment.id)
    except (BatchError, GradebookError, PoolError, LateError) as problem:
        give_up(str(problem))
    if as_json:
        click.echo("[" + ",".join(attempt_to_json(result) for result in results) + "]")
    else:
        class_table(results, lang, Console())
        _warn(results)
    if others:
        click.echo(
            f"The table is about what was graded just now. Another submission counts: {', '.join(others)}.", err=True
        )
    on_roster = {entry.student for entry in rules.roster}
    if on_roster:
        say_left_out({one.student for one in handed_in} - on_roster, "graded, and in no report of the class")
    if again:
        click.echo(f"Earlier submissions that may count, graded too: {again}.", err=True)
    if without:
        click.echo("Earlier submissions that may count, and keep their points, as the gradebook has no copy of them: "
                   f"{without}.", err=True)  # fmt: skip
    sys.exit(0 if all(result.is_final for result in results) else 1)


def _with_standing(graded: list[AttemptResult], standings: Standings, assignment: str) -> list[AttemptResult]:
    """The attempts that were graded just now, with what the rules of the class make of them."""
    told = {(each.student, each.number): each for record in standings.records(assignment) for each in record.attempts}
    return [told[each.student, each.number] for each in graded]


def _others_that_count(results: Sequence[AttemptResult], standings: Standings, assignment: str) -> list[str]:
    """Whose grade is not the one in the table, since another submission counts, and what it is."""
    grades = {record.student: grade_of(record.result) for record in standings.records(assignment)}
    return [
        f"{visible(result.student, 80)} {points_text(grades[result.student].points)}/"
        f"{points_text(grades[result.student].max_points)}"
        for result in results
        if result.standing is not None and not result.standing.counts
    ]


def _warn(results: list[AttemptResult]) -> None:
    if any(result.confinement is Level.D for result in results):
        click.echo("Graded without confinement (level D): a hostile file could have changed any of this.", err=True)


class Progress:
    """A bar on a terminal; elsewhere a plain line now and then."""

    def __init__(self, *, quiet: bool) -> None:
        console = Console(stderr=True)
        self._quiet = quiet
        self._bar = (
            bars.Progress(bars.TextColumn("Grading"), bars.BarColumn(), bars.MofNCompleteColumn(),
                          bars.TimeRemainingColumn(), console=console, refresh_per_second=4, transient=True)
            if console.is_terminal and not quiet
            else None
        )  # fmt: skip
        self._task = self._bar.add_task("grade", total=None) if self._bar else None

    def __enter__(self) -> Progress:
        if self._bar:
            self._bar.start()
        return self

    def __exit__(self, *exception: object) -> None:
        if self._bar:
            self._bar.stop()

    def show(self, done: int, total: int) -> None:
        """`done` of `total` submissions are through."""
        if self._bar and self._task is not None:
            self._bar.update(self._task, completed=done, total=total)
        elif not self._quiet and (done == total or (done and done % EVERY == 0)):
            click.echo(f"graded {done} of {total}", err=True)
