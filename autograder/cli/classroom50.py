"""`autograder classroom50`: what an `autograder.py` of Classroom 50 has to do."""

from __future__ import annotations

import os
import re
import secrets
import shutil
import subprocess
import sys
import traceback
from datetime import UTC, datetime
from pathlib import Path

import click

from autograder.cli.options import WRONG_USE, lang_option
from autograder.cli.single import SecretFault, grade_one, read_secret, take_checkout
from autograder.course import Assignment, Course, CourseFaults, UnknownName, load_course
from autograder.gradebook import GradebookError
from autograder.gradebook.batch import BatchError
from autograder.gradebook.secret import SECRET_BYTES
from autograder.grades import grade_of
from autograder.grading.pool import PoolError
from autograder.report.classroom50 import EnvironmentFault, check_environment, classroom50_json
from autograder.report.escape import no_command, visible, visible_lines
from autograder.report.files import write_whole
from autograder.report.markdown import student_markdown
from autograder.report.pages import titles_of
from autograder.report.summary import points_text
from autograder.results import Lang

RESULT, BODY = "result.json", "release-body.md"
GIT_SECONDS = 60
_EDITABLE = re.compile(r"__editable__\..*\.__path_hook__")  # how pip marks a package in development: no folder
_EARLIEST, _LATEST = 0, 253402300799  # seconds that are years 1970 to 9999


class NoDate(Exception):  # noqa: N818 - says what happened
    """When the work was committed is not known."""


@click.command()
@click.option("--assignment", "name", envvar="ASSIGNMENT", required=True,
              help="Which one, e.g. a1; by default what $ASSIGNMENT says.")  # fmt: skip
@click.option("--course", "course_path", type=click.Path(path_type=Path), required=True,
              help="The instructor's course folder, outside the checkout.")  # fmt: skip
@click.option("--secret", "secret_path", type=click.Path(path_type=Path),
              help="What inputs are drawn from; without it, from others each time.")  # fmt: skip
@lang_option
def command(name: str, course_path: Path, secret_path: Path | None, lang: Lang) -> None:
    """Grade the checkout in the working directory into ./result.json and ./release-body.md.

    Its autograder.py starts it so that Python does not look for modules in the checkout:

    \b
    subprocess.run([sys.executable, "-P", "-m", "autograder.cli", "classroom50", "--course", COURSE]).returncode

    Exit status: 0 when grading ran, whatever the points; 2 for any trouble of ours.
    """
    checkout = Path.cwd()
    try:
        for file in (RESULT, BODY):
            _remove(checkout / file)  # what a student committed is no result
        _refuse_foreign(checkout, course_path, secret_path)
        check_environment(os.environ)
        course = load_course(course_path)
        assignment = _assignment(course, name)
        secret = read_secret(secret_path) if secret_path else secrets.token_bytes(SECRET_BYTES)
        committed_at = _committed_at(checkout)
        handed_in = take_checkout(checkout, assignment, os.environ["OWNER"])
        result = grade_one(course, assignment, handed_in, secret)
        titles = titles_of(course, assignment.id)
        written = {
            BODY: student_markdown(result, titles, lang),
            RESULT: classroom50_json(result, os.environ, titles, lang, committed_at),
        }
        for file, text in written.items():
            write_whole(checkout / file, text)
    except (
        BatchError, CourseFaults, EnvironmentFault, GradebookError, NoDate, OSError, PoolError, SecretFault,
        UnknownName,
    ) as problem:  # fmt: skip
        _fail(str(problem))
    except Exception:  # a fault of ours: no result, so that nobody takes it for the student's
        _fail(traceback.format_exc())
    grade = grade_of(result)
    click.echo(f"{assignment.id}: {points_text(grade.points)} of {points_text(grade.max_points)} points.")


def _assignment(course: Course, name: str) -> Assignment:
    """Classroom 50's names have hyphens where ours have underscores."""
    try:
        return course.assignment(name)
    except UnknownName:
        return course.assignment(name.strip().lower().replace("-", "_"))


def _refuse_foreign(checkout: Path, *ours: Path | None) -> None:
    """Nothing that decides about points may come out of the student's checkout, Python's modules least of all."""
    for path in filter(None, ours):
        if path.resolve().is_relative_to(checkout.resolve()):
            raise EnvironmentFault(
                f"{path} lies in the student's checkout. Keep it elsewhere, and give its whole path."
            )
    looked_in = [entry for entry in sys.path if not _EDITABLE.fullmatch(entry)]
    if any(Path(entry).resolve().is_relative_to(checkout.resolve()) for entry in looked_in):
        raise EnvironmentFault(
            "Python would look for modules in the student's checkout. Start it as `python -P -m autograder.cli "
            "classroom50` or as `autograder classroom50`, with a Python that is not installed in the checkout."
        )


def _committed_at(checkout: Path) -> datetime:
    """The committer's date of what is checked out; else the moment in the submission's tag. Neither ever moves."""
    command = ["git", "-c", f"safe.directory={checkout}", "log", "-1", "--no-show-signature", "--format=%ct", "HEAD"]
    try:
        told = subprocess.run(command, cwd=checkout, capture_output=True, text=True, timeout=GIT_SECONDS, check=True)
        seconds = int(told.stdout)
        if _EARLIEST <= seconds <= _LATEST:
            return datetime.fromtimestamp(seconds, UTC)
    except (OSError, subprocess.SubprocessError, ValueError):
        pass
    moment = re.search(r"\d{4}-\d\d-\d\dT\d\d-\d\d-\d\dZ", os.environ["SUBMISSION_TAG"])
    try:
        return datetime.strptime(moment[0] if moment else "", "%Y-%m-%dT%H-%M-%SZ").replace(tzinfo=UTC)
    except ValueError:
        tag = visible(os.environ["SUBMISSION_TAG"], 80)
        raise NoDate(f"git does not say when {checkout} was committed, and the tag {tag!r} holds no moment.") from None


def _remove(path: Path) -> None:
    """Whatever is there, without following a link."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink(missing_ok=True)


def _fail(message: str) -> None:
    for line in visible_lines(message, 8000, lines=100).splitlines():
        click.echo(no_command(line), err=True)
    sys.exit(WRONG_USE)
