"""`autograder summary`: how a class stands, in Markdown, after its work was collected and graded."""

from __future__ import annotations

import csv
from datetime import datetime
from pathlib import Path
from typing import Literal, cast, get_args

import click

from autograder.cli.options import course_option, give_up, lang_option, open_course
from autograder.cli.rules import class_option, open_standings
from autograder.course import UnknownName
from autograder.gradebook import Gradebook, GradebookError
from autograder.gradebook.late import LateError
from autograder.report.class_summary import HandedIn, class_summary
from autograder.report.pages import titles_of
from autograder.results import Lang

Outcome = Literal["collected", "nothing", "unreadable"]


@click.command()
@click.option("--assignment", "name", required=True, help="Which one, e.g. a1.")
@click.option("--submitted", type=click.Path(path_type=Path, file_okay=False), default=Path("submitted"),
              show_default=True, help="Where `collect` has put the work, and collected-ASSIGNMENT.csv.")  # fmt: skip
@click.option("--gradebook", default="gradebook/attempts.db", show_default=True, help="File or database URL.")
@class_option
@course_option
@lang_option
def command(name: str, submitted: Path, gradebook: str, class_path: Path | None, course_path: Path, lang: Lang) -> None:
    """Say how a class stands: how many handed in, who needs attention, everybody's points.

    The Markdown is made for the summary of a job on GitHub: nothing in it is a command or a mention, and it is cut
    before it is too long. It is meant for instructors alone.
    """
    course = open_course(course_path)
    try:
        assignment = course.assignment(name).id
        handed_in = _read(submitted / f"collected-{assignment}.csv")
        with Gradebook.open(gradebook, create=False) as book:
            standings = open_standings(book, class_path, course)
            results = [record.result for record in standings.records(assignment)]
    except (UnknownName, GradebookError, LateError, OSError, ValueError) as problem:
        give_up(str(problem))
    click.echo(class_summary(results, handed_in, assignment, titles_of(course, assignment), lang), nl=False)


def _read(path: Path) -> list[HandedIn]:
    """The lines of what `collect` has written; none where it has not run."""
    if not path.exists():
        return []
    found = []
    with path.open(encoding="utf-8", newline="") as file:
        rows = csv.DictReader(file)
        for row in rows:
            if row.get("outcome") not in get_args(Outcome):
                raise ValueError(f"{path}, line {rows.line_num}: not a line of `autograder collect`. Collect again.")
            cells = {name: _plain(value or "") for name, value in row.items()}
            times = [cells.get(name) for name in ("handed_in", "deadline")]
            late = all(times) and datetime.fromisoformat(str(times[0])) > datetime.fromisoformat(str(times[1]))
            found.append(HandedIn(cells["student"], cast(Outcome, cells["outcome"]), late, cells["note"]))
    return found


def _plain(cell: str) -> str:
    """A cell without the apostrophe that keeps a spreadsheet from taking it for a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ("=", "+", "-", "@") and len(cell) > 1 else cell
