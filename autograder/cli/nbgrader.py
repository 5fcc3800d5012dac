"""`autograder nbgrader`: the course in nbgrader's hands."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.nbgrader_pages import IDS, Pages
from autograder.cli.options import course_option, give_up, lang_option, open_course
from autograder.cli.rules import class_option, open_standings
from autograder.course import Assignment, Course, UnknownName
from autograder.course.released import ReleaseError
from autograder.gradebook import Gradebook, GradebookError
from autograder.gradebook.changes import Change
from autograder.gradebook.in_step import keep_in_step
from autograder.gradebook.late import LateError
from autograder.gradebook.nbgrader import Mark, Sync, beyond_cells
from autograder.gradebook.nbgrader_config import read_config
from autograder.grades import grade_of
from autograder.grading.collect import CollectionError
from autograder.grading.engine import Engine
from autograder.grading.submission import Bench
from autograder.release.nbgrader_source import nbgrader_files
from autograder.release.tree import release_files
from autograder.release.write import write_files
from autograder.results import AttemptResult, Lang

ORIGIN = "nbgrader"
EXPORTER = "autograder.cli.nbgrader_autograde.JailExporter"
CONFIG = """# Into nbgrader_config.py: `nbgrader autograde` then grades in jails, and starts no kernel.
c = get_config()  # noqa: F821
c.Autograde.exporter_class = "{exporter}"
c.Autograde.sanitize_preprocessors = ["nbgrader.preprocessors.CheckCellMetadata"]
c.Autograde.autograde_preprocessors = [
    "nbgrader.preprocessors.AssignLatePenalties",
    "nbgrader.preprocessors.CheckCellMetadata",
]
c.JailExporter.course = {course!r}
c.JailExporter.gradebook = {gradebook!r}
c.JailExporter.lang = {lang!r}"""


@click.group()
def command() -> None:
    """Give the course to nbgrader: its release, its gradebook, its pages."""


@command.command()
@click.option("--to", "folder", type=click.Path(path_type=Path), required=True,
              help="The folder of nbgrader's course: source/ is written there.")  # fmt: skip
@click.option("--assignment", "names", multiple=True, help="Only this one; may be given several times.")
@course_option
@lang_option
def export(folder: Path, names: tuple[str, ...], course_path: Path, lang: Lang) -> None:
    """Write source/ASSIGNMENT/*.ipynb with nbgrader's metadata, in the language of --lang.

    Then `nbgrader generate_assignment ASSIGNMENT` makes what students get. Run again, it changes nothing; a notebook
    that you have changed stays, and the new one is put beside it as NAME.new.
    """
    course = open_course(course_path)
    try:
        chosen = [course.assignment(name) for name in names] or list(course.assignments)
        with Bench([unit for each in chosen for unit in each.units], Engine(), b"") as bench:
            released = release_files(bench, course, chosen)
        for assignment in chosen:
            place = folder / "source" / assignment.id
            outcome = write_files(nbgrader_files(course, assignment, released, lang), place)
            for name in outcome.beside:
                click.echo(
                    f"{place / name}: you have changed it, so it stays. The new version is {name}.new beside it."
                )
            click.echo(f"{place}: {len(outcome.written)} written, {len(outcome.unchanged)} unchanged.")
    except (UnknownName, CollectionError, ReleaseError) as problem:
        give_up(str(problem))
    click.echo(f"Next, in {folder}: nbgrader generate_assignment {chosen[0].id}")


@command.command()
@click.option("--to", "folder", type=click.Path(path_type=Path, exists=True, file_okay=False), required=True,
              help="The folder of nbgrader's course, with submitted/.")  # fmt: skip
@click.option("--gradebook", default="gradebook/attempts.db", show_default=True, help="Ours: file or database URL.")
@click.option("--db", "database", help="nbgrader's gradebook, as a URL; by default what nbgrader_config.py says.")
@click.option("--course-id", help="By default what nbgrader_config.py says.")
@click.option("--assignment", "name", required=True, help="Which one, e.g. a1.")
@class_option
@course_option
@lang_option
def sync(
    folder: Path, gradebook: str, database: str | None, course_id: str | None, name: str, class_path: Path | None,
    course_path: Path, lang: Lang,
) -> None:  # fmt: skip
    """Bring nbgrader's gradebook and ours in step, and write the pages that formgrader shows.

    Grade first: `autograder grade FOLDER/submitted --assignment a1`. Scores go into nbgrader's gradebook, less what its
    policy takes off for coming late; manual scores, extra credit and comments from formgrader come back into ours, and
    stay in nbgrader's. Run again, it brings everything up to date.
    """
    course = open_course(course_path)
    try:
        assignment = course.assignment(name)
        config = read_config(folder)
        with Gradebook.open(gradebook, create=False) as book:
            results = _counting(book, class_path, course, assignment)
            with Sync(
                folder, database or config.database, course_id if course_id is not None else config.course_id, IDS,
                config.late,
            ) as nbgrader:  # fmt: skip
                nbgrader.assignment(assignment)
                for result in results:
                    pages = Pages(course, assignment, folder / "submitted" / result.student, lang)
                    nbgrader.result(assignment, result, pages.of)
                marks = nbgrader.marks(assignment)
            known = {result.student for result in results}
            changes = [_change(assignment, mark) for mark in marks if mark.student in known]
            made = keep_in_step(book, assignment.id, ORIGIN, changes)
            waiting = [one for one in _counting(book, class_path, course, assignment) if _waits(one)]
    except (UnknownName, GradebookError, LateError) as problem:
        give_up(str(problem))
    verb = "is" if len(results) == 1 else "are"
    click.echo(f"{_submissions(len(results))} of {assignment.id} {verb} in nbgrader's gradebook.")
    if made:
        click.echo(f"{made} {'change' if made == 1 else 'changes'} of grades made in nbgrader came back.")
    if waiting:
        click.echo(f"{_submissions(len(waiting))} with answers that nobody has marked yet.")
    beyond = [result.student for result in results if beyond_cells(result)]
    if beyond:
        click.echo(
            f"nbgrader has no cell for points that were added to a whole assignment or unit: {', '.join(beyond)}."
        )


@command.command()
@click.option("--gradebook", default="gradebook/attempts.db", show_default=True, help="Ours: file or database URL.")
@course_option
@lang_option
def config(gradebook: str, course_path: Path, lang: Lang) -> None:
    """Print the lines for nbgrader_config.py with which `nbgrader autograde` grades in our jails.

    It then starts no kernel, and neither metadata nor check cells of students matter. It needs notebooks, as always:
    students who handed in .py files only are graded by `autograder grade` and `autograder nbgrader sync`.
    """
    course = open_course(course_path)
    place = gradebook if "://" in gradebook else str(Path(gradebook).resolve())
    click.echo(CONFIG.format(exporter=EXPORTER, course=str(course.path.resolve()), gradebook=place, lang=lang))


def _counting(book: Gradebook, class_path: Path | None, course: Course, assignment: Assignment) -> list[AttemptResult]:
    """The attempts that count. What comes late is nbgrader's policy's to judge."""
    return [record.result for record in open_standings(book, class_path, course).records(assignment.id)]


def _change(assignment: Assignment, mark: Mark) -> Change:
    return Change(
        mark.student, assignment.id, mark.points, mark.reason, author=ORIGIN, place=mark.place, kind=mark.kind,
    )  # fmt: skip


def _waits(result: AttemptResult) -> bool:
    return result.is_final and not grade_of(result).is_final


def _submissions(count: int) -> str:
    return "1 submission" if count == 1 else f"{count} submissions"
