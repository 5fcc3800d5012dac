"""`autograder nbgrader`: the course in nbgrader's hands."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import click

from autograder.cli.cells import rendered
from autograder.cli.options import course_option, give_up, lang_option, open_course
from autograder.course import Assignment, Course, Unit, UnknownName
from autograder.course.released import ReleaseError
from autograder.gradebook import Gradebook, GradebookError
from autograder.gradebook.batch import take_folder
from autograder.gradebook.nbgrader import GradeIds, Sync, with_feedback
from autograder.grading.collect import CollectionError
from autograder.grading.engine import Engine
from autograder.grading.intake import Submitted
from autograder.grading.submission import Bench
from autograder.release.nbgrader_source import hidden_id, nbgrader_files, nbgrader_source, public_id, solution_id
from autograder.release.starter import cut_starter
from autograder.release.tree import release_files
from autograder.release.write import write_files
from autograder.report.paper import Paper
from autograder.report.terminal import check_feedback
from autograder.results import CheckResult, Lang


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
@click.option("--db", "database", help="nbgrader's gradebook, as a URL; by default gradebook.db in its folder.")
@click.option("--course-id", default="", help="As in nbgrader_config.py.")
@click.option("--assignment", "name", required=True, help="Which one, e.g. a1.")
@course_option
@lang_option
def sync(
    folder: Path, gradebook: str, database: str | None, course_id: str, name: str, course_path: Path, lang: Lang
) -> None:
    """Write the last results of an assignment into nbgrader's gradebook, and the pages that formgrader shows.

    Grade first: `autograder grade FOLDER/submitted --assignment a1`. What a person typed into formgrader stays. Run
    again, it brings everything up to date.
    """
    course = open_course(course_path)
    try:
        assignment = course.assignment(name)
        with Gradebook.open(gradebook, create=False) as book:
            results = book.latest(assignment.id)
        ids = GradeIds(solution_id, public_id, hidden_id)
        target = Sync(folder, database or f"sqlite:///{folder.resolve()}/gradebook.db", course_id, ids)
        target.assignment(assignment)
        for result in results:
            pages = _Pages(course, assignment, folder / "submitted" / result.student, lang)
            target.result(assignment, result, pages.of)
    except (UnknownName, GradebookError) as problem:
        give_up(str(problem))
    click.echo(f"{len(results)} submissions of {assignment.id} are in nbgrader's gradebook.")


class _Pages:
    """The notebooks that formgrader shows of one student: what was handed in, with our feedback below it."""

    def __init__(self, course: Course, assignment: Assignment, handed_in: Path, lang: Lang) -> None:
        self._course, self._lang = course, lang
        self._files = take_folder(handed_in, assignment, assignment.units).files

    def of(self, unit: Unit, rows: Sequence[CheckResult]) -> str:
        taken = self._files[unit.id]
        starter = cut_starter(unit.solution_path.read_text("utf-8"), unit)
        code = taken.text if isinstance(taken, Submitted) and taken.text.strip() else starter
        told = {}
        for function in unit.functions:
            for hidden, cell in ((False, public_id(unit, function)), (True, hidden_id(unit, function))):
                mine = [row for row in rows if row.function == function and row.hidden is hidden]
                told[cell] = self._told(unit, mine)
        return with_feedback(nbgrader_source(self._course, unit, self._lang, code), told)

    def _told(self, unit: Unit, rows: Sequence[CheckResult]) -> tuple[str, str]:
        def show(paper: Paper) -> None:
            for row in rows:
                check_feedback(row, {unit.id: unit.title}, paper)

        shown = rendered(show, self._lang)
        return shown.text, shown.html
