"""`autograder summary`: how a class stands, in Markdown, after its work was collected and graded."""

from __future__ import annotations

import csv
import io
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import cast, get_args

import click

from autograder.cli.course_changes import say_course_changes
from autograder.cli.options import course_option, give_up, lang_option, open_course
from autograder.cli.rules import class_option, open_standings, say_left_out
from autograder.course import UnknownName
from autograder.gradebook import Gradebook, GradebookError
from autograder.gradebook.collect import Outcome
from autograder.gradebook.late import LateError
from autograder.report.class_summary import CollectionLine, class_summary
from autograder.report.csv_text import cell
from autograder.report.pages import titles_of
from autograder.results import Lang


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
        with Gradebook.open(gradebook, create=False) as book:
            standings = open_standings(book, class_path, course)
            records, outside = standings.of_class(assignment)
        results = [record.result for record in records]
        say_left_out(outside, "so left out")
        say_course_changes({assignment: results}, course)
        handed_in = _read(submitted / f"collected-{assignment}.csv", [result.student for result in results])
    except (UnknownName, GradebookError, LateError, OSError, ValueError) as problem:
        give_up(str(problem))
    if not results and not handed_in:
        give_up(f"Nothing of {assignment} was collected into {submitted}, and nothing graded into {gradebook}. "
                "`autograder collect` and `autograder grade` come first.")  # fmt: skip
    click.echo(class_summary(results, handed_in, assignment, titles_of(course, assignment), lang), nl=False)


def _read(path: Path, students: Sequence[str]) -> list[CollectionLine]:
    """The lines of what `collect` has written; none where it has not run.

    Raises:
        ValueError: it is another file.
    """
    if not path.exists():
        return []
    ids = {cell(student): student for student in students}  # an id stands there as `collect` writes it
    found = []
    try:
        rows = csv.DictReader(io.StringIO(path.read_bytes().decode("utf-8-sig"), newline=""))
        for row in rows:
            try:
                found.append(_handed_in(row, ids))
            except (KeyError, TypeError, ValueError):
                raise ValueError(
                    f"{path}, line {rows.line_num}: not a line of `autograder collect`. Collect again."
                ) from None
    except (UnicodeDecodeError, csv.Error) as problem:
        raise ValueError(f"{path} is not what `autograder collect` wrote: {problem}. Collect again.") from None
    return found


def _handed_in(row: Mapping[str, str], ids: Mapping[str, str]) -> CollectionLine:
    if row["outcome"] not in get_args(Outcome) or row["late"] not in ("yes", "no", ""):
        raise ValueError(row["outcome"])
    late = row["late"] == "yes"
    student, note = row["student"], row["note"] or ""
    return CollectionLine(ids.get(student, student), cast(Outcome, row["outcome"]), late, note)
