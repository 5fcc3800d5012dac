"""`autograder score`: scores a push with the public checks, in jails, and tells GitHub Actions about it."""

from __future__ import annotations

import os
import sys
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import click
from rich.console import Console

from autograder import __version__
from autograder.cli.options import give_up, lang_option
from autograder.course import Assignment, Unit, UnknownName
from autograder.course.released import Released, ReleaseError, load_released
from autograder.grading.collect import CollectionError
from autograder.grading.desk import Desk
from autograder.grading.engine import Engine
from autograder.grading.intake import Refusal, Submitted, digest_of, take_work
from autograder.jail.processes import ZygoteError, ZygoteProcess
from autograder.report.files import write_whole
from autograder.report.github import annotations_of, step_outputs, summary
from autograder.report.pages import write_student_pages
from autograder.report.result_json import attempt_to_json
from autograder.report.summary import Outcome, outcome
from autograder.report.terminal import student_feedback
from autograder.results import AttemptResult, CheckResult, Lang

SEED_ID = "public"  # public checks draw from a seed that everybody knows


@click.command()
@click.argument("repository", type=click.Path(path_type=Path, exists=True, file_okay=False), default=Path())
@click.option("--assignments", "folder", type=click.Path(path_type=Path), required=True,
              help="The released course to score with. Never the one in the student's repository.")  # fmt: skip
@click.option("--assignment", "names", multiple=True, help="Only this one, e.g. a1; by default all that are there.")
@click.option("--student", default=lambda: os.environ.get("GITHUB_REPOSITORY_OWNER", "student"),
              help="Whose work it is; by default the repository's owner.")  # fmt: skip
@click.option("--out", type=click.Path(path_type=Path), default=Path("reports"), show_default=True,
              help="Results and pages are written there.")  # fmt: skip
@click.option("--no-jail", is_flag=True, help="Run without confinement. Only where there is nothing to steal.")
@lang_option
def command(
    repository: Path, folder: Path, names: tuple[str, ...], student: str, out: Path, no_jail: bool, lang: Lang
) -> None:
    """Score REPOSITORY, a checkout of a student's work, with the public checks of a course that is elsewhere.

    In GitHub Actions it also writes the job's summary, the step's outputs (points, max-points, passed, final), and
    annotations on the student's lines. Exit status: 0 if nothing that was begun is wrong, 1 if something is, 2 when
    nothing could be scored.
    """
    if folder.resolve().is_relative_to(repository.resolve()):
        give_up(f"{folder} lies in {repository}: what students can change must not score them. Give the course's own.")
    try:
        released = load_released(folder)
        wanted = [released.course.assignment(name) for name in names] or _there(released, repository)
    except (ReleaseError, UnknownName) as problem:
        give_up(str(problem))
    if not wanted:
        known = ", ".join(assignment.id for assignment in released.course.assignments)
        give_up(f"{repository} holds none of the course's assignments. Expected one of the folders {known} in it, or "
                "in assignments/.")  # fmt: skip
    engine = Engine(ZygoteProcess(confine=not no_jail))
    try:
        _ = engine.level
        with engine:
            desk = Desk(released, tuple(unit for each in wanted for unit in each.units), engine)
            scored = [_score(desk, each, _place(repository, each), student, engine) for each in wanted]
    except (ZygoteError, CollectionError) as problem:
        give_up(str(problem))
    results = [result for result, _ in scored]
    _write(results, released, out, lang)
    _tell_github(scored, repository, released, lang)
    sys.exit(1 if any(_is_wrong(check) for result in results for check in result.checks) else 0)


def _is_wrong(check: CheckResult) -> bool:
    """Whether it keeps a push from being green: what nobody has begun does not."""
    return outcome(check) in (Outcome.FAILED, Outcome.ERROR)


Scored = tuple[AttemptResult, dict[str, Path]]  # and the file of each unit


def _there(released: Released, repository: Path) -> list[Assignment]:
    return [each for each in released.course.assignments if _place(repository, each).is_dir()]


def _place(repository: Path, assignment: Assignment) -> Path:
    """An assignment's folder in a checkout: at the top, or in `assignments/`."""
    inside = repository / "assignments" / assignment.id
    return inside if inside.is_dir() else repository / assignment.id


def _score(desk: Desk, assignment: Assignment, place: Path, student: str, engine: Engine) -> Scored:
    started = datetime.now(UTC)
    files = {unit.id: _take(place, unit) for unit in assignment.units}
    paths = {unit.id: place / _name_of(unit, files[unit.id]) for unit in assignment.units}
    rows: list[CheckResult] = []
    for unit in assignment.units:
        rows += desk.check_taken(unit, files[unit.id], f"{unit.id}.py")
    notes = tuple(note for file in files.values() if isinstance(file, Submitted) for note in file.notes)
    result = AttemptResult(
        student=student, assignment=assignment.id, submission_digest=digest_of(files), course_digest=assignment.digest,
        grader_version=__version__, seed_id=SEED_ID, confinement=engine.level, started_at=started,
        finished_at=datetime.now(UTC), checks=tuple(rows), notes=notes,
    )  # fmt: skip
    return result, paths


def _take(place: Path, unit: Unit) -> Submitted | Refusal | None:
    """A unit's file; the folder may be a link, which is not followed out of the checkout."""
    return None if place.is_symlink() or place.parent.is_symlink() else take_work(place, unit)


def _name_of(unit: Unit, taken: Submitted | Refusal | None) -> str:
    return taken.file if isinstance(taken, Submitted) and taken.file else f"{unit.id}.py"


def _write(results: Sequence[AttemptResult], released: Released, out: Path, lang: Lang) -> None:
    out.mkdir(parents=True, exist_ok=True)
    for result in results:
        write_whole(out / f"{result.assignment}.json", attempt_to_json(result))
        write_student_pages([result], released.course, out, lang)
        write_student_pages([result], released.course, out, lang, markdown=True)


def _tell_github(scored: Sequence[Scored], repository: Path, released: Released, lang: Lang) -> None:
    """Where the runner wants it; outside of it, what a student reads on a terminal."""
    course = released.course
    titles = {each.id: each.title for each in course.assignments} | {each.id: each.title for each in course.units}
    results = [result for result, _ in scored]
    for variable, text in (
        ("GITHUB_STEP_SUMMARY", summary(results, titles, lang)),
        ("GITHUB_OUTPUT", step_outputs(results)),
    ):
        if os.environ.get(variable):
            with open(os.environ[variable], "a", encoding="utf-8") as file:
                file.write(text)
    if os.environ.get("GITHUB_ACTIONS") != "true":
        for result in results:
            student_feedback(result, titles, lang, Console())
        return
    for result, paths in scored:
        relative = {unit: path.relative_to(repository).as_posix() for unit, path in paths.items()}
        for annotation in annotations_of(result, relative, titles, lang):
            click.echo(annotation.command())
