"""`autograder demo`: makes a class out of the course itself, grades it, writes its pages, and shows what one student is
told."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.rule import Rule

from autograder.cli.grade import Progress
from autograder.cli.options import course_option, find_units, give_up, lang_option, open_course
from autograder.gradebook import Gradebook
from autograder.gradebook.batch import Batch, find_submissions
from autograder.gradebook.rules import Rules
from autograder.gradebook.standing import Standings
from autograder.release.samples import sample_class
from autograder.report.site import write_site
from autograder.report.summary import look_first
from autograder.report.terminal import class_table, student_feedback
from autograder.results import AttemptResult, Lang

SHOWN = "no_keepdim"  # the mistake whose feedback is shown, if anybody made it
CLASS = 24
UNITS = ("a1/u03", "a1/u04")


@click.command()
@click.argument("names", metavar="[UNIT]...", nargs=-1)
@click.option("--folder", type=click.Path(path_type=Path), default=Path("demo"), show_default=True,
              help="Where the class, its gradebook and its pages are made.")  # fmt: skip
@click.option("--students", type=click.IntRange(10, 1000), default=CLASS, show_default=True, help="Size of the class.")
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Judges at work at once.")
@course_option
@lang_option
def command(names: tuple[str, ...], folder: Path, students: int, workers: int, course_path: Path, lang: Lang) -> None:
    """Make a class of submissions for UNITS of one assignment, grade it, and show the class and one student's feedback.

    Without UNITS, two of the demonstration course are taken: a whole assignment takes minutes.
    """
    course = open_course(course_path)
    chosen = find_units(course, names or UNITS)
    assignment = course.assignment(chosen[0].assignment_id)
    if any(unit.assignment_id != assignment.id for unit in chosen):
        give_up("The units are of several assignments. Name those of one, which are handed in together.")
    console = Console()
    submitted = folder / "submitted"
    shutil.rmtree(submitted, ignore_errors=True)
    handed_in = sample_class(chosen, students, Path("tests/alternatives"))
    for student, sources in handed_in.items():
        place = submitted / student / assignment.id
        place.mkdir(parents=True)
        for unit, source in sources.items():
            if source is not None:
                (place / f"{unit}.py").write_text(source, "utf-8")
    units = ", ".join(f"{unit.short} {unit.title.in_(lang)}" for unit in chosen)
    console.print(f"A class of {len(handed_in)} handed in {units}.\nTheir files are in {submitted}/", highlight=False)
    with Gradebook.open(folder / "attempts.db") as book, Progress(quiet=False) as progress:
        found = find_submissions(submitted, assignment, chosen)
        batch = Batch(book, course, assignment, chosen, folder / "secret", workers, progress=progress.show)
        results = batch.run(found)
        records = Standings(book, Rules()).records(assignment.id)
    class_table(results, lang, console)
    shown = _worth_showing(results)
    console.print(Rule(f"autograder show {shown.student} --gradebook {folder}/attempts.db"))
    student_feedback(shown, {unit.id: unit.title for unit in assignment.units}, lang, console)
    page = write_site({assignment.id: records}, course, folder / "reports", lang)
    console.print(f"\nThe site of the class, with a page for each student: {page}", highlight=False)
    if not batch.graded:
        console.print("(Nothing had changed since the last run, so nothing was graded again.)")
    sys.exit(0 if all(result.is_final for result in results) else 1)


def _worth_showing(results: list[AttemptResult]) -> AttemptResult:
    """A student whose first failed check is a named mistake."""
    first = {result.student: look_first(result.checks) for result in results}
    named = [result for result in results if (check := first[result.student]) is not None and check.mistake]
    shown = [result for result in named if (check := first[result.student]) is not None and check.mistake == SHOWN]
    return next(iter([*shown, *named, *results]))
