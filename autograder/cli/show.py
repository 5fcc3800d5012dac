"""`autograder show STUDENT`: what one student is told about the last attempt."""

from __future__ import annotations

from pathlib import Path

import click
from rich.console import Console

from autograder.cli.course_changes import say_course_changes
from autograder.cli.options import assignment_id, course_option, give_up, lang_option, near, open_course
from autograder.cli.rules import class_option, open_standings
from autograder.gradebook import Gradebook, GradebookError
from autograder.gradebook.late import LateError
from autograder.gradebook.standing import Standings
from autograder.report.terminal import student_feedback
from autograder.results import Lang


@click.command()
@click.argument("student")
@click.option("--assignment", "assignment_name", help="Only this assignment, e.g. a1; else all.")
@click.option("--gradebook", default="gradebook/attempts.db", show_default=True, help="File or database URL.")
@class_option
@course_option
@lang_option
def command(
    student: str, assignment_name: str | None, gradebook: str, class_path: Path | None, course_path: Path, lang: Lang
) -> None:
    """Show what STUDENT is told about the attempt that counts."""
    course = open_course(course_path)
    try:
        with Gradebook.open(gradebook, create=False) as book:
            names = [assignment_id(course, assignment_name)] if assignment_name else book.assignments()
            standings = open_standings(book, class_path, course)
            found = [result for name in names if (result := standings.result(name, student))]
            advice = "" if found else _advice(standings, student)
    except (GradebookError, LateError) as problem:
        give_up(str(problem))
    if not found:
        asked = f" at {assignment_name}" if assignment_name else ""
        give_up(f"{gradebook} holds no attempt of {student!r}{asked}. {advice}")
    say_course_changes({result.assignment: [result] for result in found}, course)
    titles = {unit.id: unit.title for unit in course.units}
    for result in found:
        student_feedback(result, titles, lang, Console())


def _advice(standings: Standings, student: str) -> str:
    """What could have been meant: other assignments of this student, or another student."""
    known: dict[str, list[str]] = {}
    for name in standings.gradebook.assignments():
        for record in standings.records(name):
            known.setdefault(record.student, []).append(name)
    return f"There are attempts at {', '.join(known[student])}." if student in known else near(student, known)
