"""`autograder demo`: makes a small class out of the course itself, grades it, and shows what one student is told."""

from __future__ import annotations

import shutil
import sys
from pathlib import Path

import click
from rich.console import Console
from rich.rule import Rule

from autograder.cli.grade import Progress
from autograder.cli.options import course_option, find_units, lang_option, open_course
from autograder.gradebook import Gradebook
from autograder.gradebook.batch import Batch, find_submissions
from autograder.release.samples import alternatives, samples
from autograder.report.terminal import class_table, student_feedback
from autograder.results import AttemptResult, Lang, Status

SHOWN = "mistake-no_keepdim"


@click.command()
@click.argument("unit_name", default="a1/u04")
@click.option("--folder", type=click.Path(path_type=Path), default=Path("demo"), show_default=True,
              help="Where the class and its gradebook are made.")  # fmt: skip
@click.option("--workers", type=click.IntRange(1, 64), default=1, show_default=True, help="Judges at work at once.")
@course_option
@lang_option
def command(unit_name: str, folder: Path, workers: int, course_path: Path, lang: Lang) -> None:
    """Make a class of submissions for UNIT_NAME, grade it, show the class table and one student's feedback."""
    course = open_course(course_path)
    (unit,) = find_units(course, [unit_name])
    assignment = course.assignment(unit.assignment_id)
    console = Console()
    submitted = folder / "submitted"
    shutil.rmtree(submitted, ignore_errors=True)
    handed_in = {**samples(unit), **alternatives(unit, Path("tests/alternatives"))}
    for student, source in handed_in.items():
        place = submitted / student / assignment.id
        place.mkdir(parents=True)
        (place / f"{unit.id}.py").write_text(source, "utf-8")
    console.print(f"A class of {len(handed_in)} handed in {unit.short} {unit.title.in_(lang)}: {submitted}/")
    with Gradebook.open(folder / "attempts.db") as book, Progress(quiet=False) as progress:
        found = find_submissions(submitted, assignment, [unit])
        batch = Batch(book, course, assignment, [unit], folder / "secret", workers, progress=progress.show)
        results = batch.run(found)
    class_table(results, lang, console)
    shown = _worth_showing(results)
    console.print(Rule(f"autograder show {shown.student} --gradebook {folder}/attempts.db"))
    student_feedback(shown, {unit.id: unit.title}, lang, console)
    if not batch.graded:
        console.print("(Nothing had changed since the last run, so nothing was graded again.)")
    sys.exit(0 if all(result.is_final for result in results) else 1)


def _worth_showing(results: list[AttemptResult]) -> AttemptResult:
    """A student with a named mistake."""
    by_student = {result.student: result for result in results}
    if SHOWN in by_student:
        return by_student[SHOWN]
    failed = (one for one in results if any(check.mistake and check.status is Status.FAILED for check in one.checks))
    return next(failed, results[0])
