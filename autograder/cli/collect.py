"""`autograder collect`: a class's work out of its repositories, as it was at the deadline."""

from __future__ import annotations

import csv
import io
import shutil
import sys
from collections import Counter
from dataclasses import replace
from datetime import datetime
from functools import partial
from pathlib import Path

import click

from autograder.cli.options import course_option, give_up, open_course
from autograder.cli.rules import class_option, open_rules
from autograder.course import UnknownName
from autograder.gradebook.collect import REPORT, Collected, Due, collect, read_received, report_rows
from autograder.gradebook.roster import Entry, RosterError, read_moment, read_roster
from autograder.gradebook.rules import Rules
from autograder.report.csv_text import cell
from autograder.report.escape import visible
from autograder.report.files import write_whole


@click.command()
@click.option("--roster", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="A CSV file: student, repository (or folder), name, email, section, group, extension; by default "
              "the one that class.toml names.")  # fmt: skip
@click.option("--assignment", "name", required=True, help="Which one, e.g. a1.")
@click.option("--to", type=click.Path(path_type=Path, file_okay=False), default=Path("submitted"), show_default=True,
              help="Work is written to TO/<student>/<assignment>/.")  # fmt: skip
@click.option("--deadline", help="Take the last commit before it, e.g. 2026-10-01T23:59+02:00, and no late work; "
              "by default what class.toml says, else the last commit.")  # fmt: skip
@click.option("--received", type=click.Path(path_type=Path, exists=True, dir_okay=False),
              help="A CSV file, commit and received: when commits came, where that is known.")  # fmt: skip
@click.option("--jobs", type=click.IntRange(1, 64), default=8, show_default=True, help="Clones at once.")
@class_option
@course_option
def command(
    roster: Path | None, name: str, to: Path, deadline: str | None, received: Path | None, jobs: int,
    class_path: Path | None, course_path: Path,
) -> None:  # fmt: skip
    """Collect what students have pushed, and write TO/collected-ASSIGNMENT.csv about it.

    Nothing of a student's is run or checked out: files with the names of the assignment's units are read out of one
    commit. Then: `autograder grade TO --assignment ASSIGNMENT`. Exit status: 0 when everybody's repository could be
    read, 1 when somebody's could not, 2 for wrong use.
    """
    course = open_course(course_path)
    if shutil.which("git") is None:
        give_up("git is needed, and not installed.")
    try:
        assignment = course.assignment(name)
        moment = None if deadline is None else read_moment(deadline)
        known = read_received(received) if received else {}
        rules = open_rules(class_path, course)
        if roster is not None:
            rules = replace(rules, roster=tuple(read_roster(roster)))
    except (UnknownName, RosterError, ValueError, OSError) as problem:
        give_up(str(problem))
    if not rules.roster:
        give_up("Who is in the class? Give --roster, or a class.toml that names one.")
    try:
        to.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        give_up(f"{to} cannot be written: {problem.strerror}. Choose another folder with --to.")
    due = partial(_due, rules, assignment.id, moment)
    collected = collect(rules.roster, assignment, to, due=due, received=known, jobs=jobs, tell=_tell)
    report = to / f"collected-{assignment.id}.csv"
    try:
        write_whole(report, _table(collected))
    except OSError as problem:
        give_up(f"{report} cannot be written: {problem.strerror}. Choose another folder with --to.")
    for one in collected:
        if one.note or one.outcome != "collected":
            click.echo(f"{visible(one.entry.student, 80)}: {_said(one)}")
    counts = Counter(one.outcome for one in collected)
    click.echo(
        f"{report}: {counts['collected']} collected, {counts['nothing']} handed in nothing, "
        f"{counts['unreadable']} could not be read."
    )
    sys.exit(1 if counts["unreadable"] else 0)


def _due(rules: Rules, assignment: str, deadline: datetime | None, entry: Entry) -> Due:
    """A student's deadline, and until when work is taken: what class.toml says, or one deadline for this run."""
    if deadline is None:
        until = rules.taken_until(assignment, entry.student)
        return Due(rules.deadline(assignment, entry.student), until, rules.grace)
    mine = entry.deadline(deadline)
    return Due(mine, mine)


def _said(one: Collected) -> str:
    said = {"collected": "collected", "nothing": "nothing handed in", "unreadable": "COULD NOT BE READ"}[one.outcome]
    return f"{said}: {visible(one.note, 500)}" if one.note else said


def _table(collected: list[Collected]) -> str:
    file = io.StringIO()
    table = csv.DictWriter(file, REPORT, lineterminator="\n")
    table.writeheader()
    for row in report_rows(collected):
        table.writerow({name: cell(value) for name, value in row.items()})
    return file.getvalue()


def _tell(done: int, total: int) -> None:
    if sys.stderr.isatty():
        click.echo(f"\r{done} of {total}", err=True, nl=done == total)
