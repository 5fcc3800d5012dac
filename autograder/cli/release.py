"""`autograder release`: cuts what students get out of the course."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from autograder.cli.options import course_option, give_up, open_course
from autograder.course.released import ReleaseError
from autograder.grading.collect import CollectionError
from autograder.grading.engine import Engine
from autograder.grading.submission import Bench
from autograder.release.template import scoring_workflow, template_files
from autograder.release.tree import release_files
from autograder.release.write import Outcome, differences, write_files

_SHOWN = 20


@click.command()
@click.option("--assignments", "folder", type=click.Path(path_type=Path), default=Path("assignments"),
              show_default=True, help="Where the files go.")  # fmt: skip
@click.option("--check", "only_check", is_flag=True, help="Write nothing; exit status 1 if anything is out of step.")
@click.option("--to", "template", type=click.Path(path_type=Path), help="Write a stand-alone repository for students.")
@click.option("--grader", default="", metavar="OWNER/REPO@COMMIT",
              help="With --to: add a workflow that scores each push with the course at that commit.")  # fmt: skip
@course_option
def command(folder: Path, only_check: bool, template: Path | None, grader: str, course_path: Path) -> None:
    """Cut starters, public checks, handouts and pictures out of the course.

    A file that somebody has changed is never overwritten: the new version is put beside it as NAME.new.
    """
    course = open_course(course_path)
    if grader and template is None:
        give_up("--grader goes with --to: the workflow is part of a repository of its own.")
    try:
        if grader:
            scoring_workflow(grader)  # tells what is wrong with it before anything is cut
        with Bench(course.units, Engine(), b"") as bench:
            files = release_files(bench, course)
        if template is not None:
            files, folder = template_files(course, files, grader), template
        if only_check:
            _report_differences(differences(files, folder) if folder.is_dir() else [f"{folder}: missing"], folder)
        _say(write_files(files, folder), folder)
    except (CollectionError, ReleaseError) as problem:
        give_up(str(problem))


def _report_differences(found: list[str], folder: Path) -> None:
    if not found:
        click.echo(f"{folder} is in step with the course.")
        sys.exit(0)
    for line in found[:_SHOWN]:
        click.echo(line)
    if len(found) > _SHOWN:
        click.echo(f"... and {len(found) - _SHOWN} more")
    click.echo(f"{folder} is out of step with the course. Run `autograder release` and commit what it writes.")
    sys.exit(1)


def _say(outcome: Outcome, folder: Path) -> None:
    for name in outcome.beside:
        click.echo(f"{name}: somebody has changed it, so it stays. The new version is {Path(name).name}.new beside it.")
    for name in outcome.kept:
        click.echo(f"{name}: no longer part of the course, but somebody has changed it, so it stays.")
    counts = f"{len(outcome.written)} written, {len(outcome.unchanged)} unchanged, {len(outcome.removed)} removed"
    click.echo(f"{folder}: {counts}.")
