"""`autograder gradescope`: makes the zip that Gradescope wants, and grades inside Gradescope."""

from __future__ import annotations

import json
import re
import traceback
from pathlib import Path
from typing import Any

import click

from autograder.cli.options import course_option, give_up, lang_option, open_course
from autograder.cli.single import grade_one, read_secret, take_checkout
from autograder.course import UnknownName, load_course
from autograder.gradebook import GradebookError
from autograder.gradebook.secret import load_or_make_secret
from autograder.report.escape import visible, visible_lines
from autograder.report.files import write_whole
from autograder.report.gradescope import gradescope_broken, gradescope_json
from autograder.report.gradescope_zip import REQUIREMENT, gradescope_zip
from autograder.report.pages import titles_of
from autograder.results import AttemptResult, Lang, Status

NOBODY = "student"  # where Gradescope does not say who it is
_MOST_METADATA = 64 << 20
_MOST_NAME = 100


@click.group()
def command() -> None:
    """Let Gradescope grade an assignment: as here, in jails, with the same hidden checks and messages."""


@command.command()
@click.option("--assignment", "name", required=True, help="Which one, e.g. a1.")
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), help="By default ASSIGNMENT.zip.")
@click.option("--requirement", default=REQUIREMENT, show_default=True,
              help="What `pip install` gets; a wheel of torchgrade that lies here goes into the zip.")  # fmt: skip
@click.option("--gradebook", default="gradebook/attempts.db", show_default=True,
              help="Beside it lies the secret that inputs are drawn from.")  # fmt: skip
@course_option
@lang_option
def package(name: str, out: Path | None, requirement: str, gradebook: str, course_path: Path, lang: Lang) -> None:
    """Write the zip to upload under "Configure Autograder", for one assignment.

    Whoever has the zip has the solutions, the hidden checks, and the secret. --lang is the language of feedback there.
    """
    course = open_course(course_path)
    secret = Path("gradebook/secret") if "://" in gradebook else Path(gradebook).parent / "secret"
    try:
        assignment = course.assignment(name)
        out = out or Path(f"{assignment.id}.zip")
        wheel = _wheel(requirement)
        content = gradescope_zip(course, assignment, load_or_make_secret(secret), lang, requirement, wheel)
        write_whole(out, content, mode=0o600)
    except (UnknownName, GradebookError) as problem:
        give_up(str(problem))
    except OSError as problem:
        give_up(f"{out} cannot be made: {problem}.")
    click.echo(f"{out}: {assignment.id} for Gradescope. It holds hidden checks and solutions: keep it to yourself.")


@command.command()
@click.option("--submission", type=click.Path(path_type=Path), required=True, help="The folder that was handed in.")
@click.option("--metadata", type=click.Path(path_type=Path), required=True, help="submission_metadata.json.")
@click.option("--results", type=click.Path(path_type=Path), required=True, help="results.json, which is written.")
@click.option("--assignment", "name", required=True, help="Which one, e.g. a1.")
@click.option("--secret", "secret_path", type=click.Path(path_type=Path), help="By default `secret` beside the course.")
@course_option
@lang_option
def run(
    submission: Path, metadata: Path, results: Path, name: str, secret_path: Path | None, course_path: Path, lang: Lang
) -> None:
    """Grade one submission, as the zip's run_autograder does.

    RESULTS is valid whatever happens: where the grader breaks, it says so, and why is printed, for Gradescope shows
    that to instructors only. Exit status: 0 when all is graded, 1 when the grader broke, for a check or as a whole.
    """
    write_whole(results, gradescope_broken(lang))
    try:
        course = load_course(course_path)
        assignment = course.assignment(name)
        secret = read_secret(secret_path or course_path.absolute().parent / "secret")
        student, number = about(_metadata(metadata))
        result = grade_one(course, assignment, take_checkout(submission, assignment, student), secret)
        result = result.model_copy(update={"number": number})
        write_whole(results, gradescope_json(result, titles_of(course, assignment.id), lang))
    except Exception:  # whatever it is, results.json says that the grader broke
        click.echo(traceback.format_exc())
        raise SystemExit(1) from None
    _tell_errors(result)
    raise SystemExit(0 if result.is_final else 1)


def about(metadata: Any) -> tuple[str, int]:
    """Who handed in, and which of their attempts this is. A group has all its names, joined.

    Args:
        metadata: what submission_metadata.json holds, of whatever form.
    """
    users = metadata.get("users") if isinstance(metadata, dict) else None
    people = [user for user in users if isinstance(user, dict)] if isinstance(users, list) else []
    names = sorted({name for user in people if (name := _name(user.get("email")) or _name(user.get("id")))})
    earlier = metadata.get("previous_submissions") if isinstance(metadata, dict) else None
    return "+".join(names) or NOBODY, 1 + len(earlier) if isinstance(earlier, list) else 1


def _name(value: object) -> str:
    """A name or number without anything that could mean something to a path, a shell or a page."""
    if isinstance(value, bool) or not isinstance(value, str | int):
        return ""
    return re.sub(r"[^\w@.-]", "_", str(value)[:_MOST_NAME]).strip(".-")


def _metadata(path: Path) -> Any:
    """None where it cannot be read: work is graded whoever's it is."""
    try:
        with path.open("rb") as file:
            return json.loads(file.read(_MOST_METADATA))
    except (OSError, ValueError, RecursionError):
        return None


def _wheel(requirement: str) -> tuple[str, bytes] | None:
    path = Path(requirement)
    return (path.name, path.read_bytes()) if requirement.endswith(".whl") and path.is_file() else None


def _tell_errors(result: AttemptResult) -> None:
    """For instructors: what broke."""
    for check in result.checks:
        if check.status is Status.ERROR:
            said = check.feedback
            parts = [said.summary.en, said.came_back or ""] if said else []
            click.echo(f"{visible(check.unit, 80)} {visible(check.check, 200)}: a problem of the grader")
            click.echo(visible_lines("\n".join(filter(None, parts)), 4000, lines=60))
