"""`autograder nbgrader`: the course in nbgrader's hands."""

from __future__ import annotations

from pathlib import Path

import click

from autograder.cli.options import course_option, give_up, lang_option, open_course
from autograder.course import UnknownName
from autograder.course.released import ReleaseError
from autograder.grading.collect import CollectionError
from autograder.grading.engine import Engine
from autograder.grading.submission import Bench
from autograder.release.nbgrader_source import nbgrader_files
from autograder.release.tree import release_files
from autograder.release.write import write_files
from autograder.results import Lang


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
