"""One submission that another system hands over: where its files are, and its grading; no gradebook stays."""

from __future__ import annotations

import tempfile
from pathlib import Path

from autograder.course import Assignment, Course
from autograder.gradebook import Gradebook
from autograder.gradebook.batch import Batch, take_folder
from autograder.gradebook.secret import SECRET_BYTES
from autograder.gradebook.works import HandedIn
from autograder.grading.intake import take_answers, take_work
from autograder.report.files import write_whole
from autograder.results import AttemptResult


class SecretFault(Exception):  # noqa: N818 - says what is at fault
    """The secret is not there, or is none."""


def take_checkout(folder: Path, assignment: Assignment, student: str) -> HandedIn:
    """A student's files, for each unit from the first of these that has it: `assignments/<assignment>/` (as released),
    `<assignment>/`, the folder itself. Nothing else in it is looked at, and no link is followed."""
    found = HandedIn(student, {unit.id: None for unit in assignment.units})
    for place in (folder / "assignments", folder):
        found = _filled(found, take_folder(place, assignment, assignment.units))
    flat = {unit.id: take_work(folder, unit) for unit in assignment.units}
    answers = {unit.id: take_answers(folder, unit) for unit in assignment.units if unit.questions}
    return _filled(found, HandedIn(student, flat, answers))


def grade_one(course: Course, assignment: Assignment, handed_in: HandedIn, secret: bytes) -> AttemptResult:
    """Grade it in the jail; a judge imports nothing from the folder that it is started in, which may be the student's.

    Raises:
        BatchError, GradebookError, PoolError: as `Batch.run`.
    """
    with tempfile.TemporaryDirectory(prefix="torchgrade-") as name:
        folder = Path(name)
        write_whole(folder / "secret", secret, mode=0o600)
        with Gradebook.open(str(folder / "attempts.db")) as book:
            return Batch(book, course, assignment, assignment.units, folder / "secret").run([handed_in])[0]


def read_secret(path: Path) -> bytes:
    """The secret in `path`, whatever its mode: what a zip or a checkout holds has the mode that it was unpacked with.

    Raises:
        SecretFault: see there. Another one is never made: the same submission would get other inputs each time.
    """
    try:
        found = path.read_bytes()
    except OSError as problem:
        raise SecretFault(f"The secret {path} cannot be read: {problem.strerror or problem}.") from None
    if len(found) != SECRET_BYTES:
        raise SecretFault(f"The secret {path} holds {len(found)} bytes; exactly {SECRET_BYTES} are wanted.")
    return found


def _filled(found: HandedIn, more: HandedIn) -> HandedIn:
    """`found`, and from `more` what it lacks."""
    files = {unit: more.files.get(unit) if file is None else file for unit, file in found.files.items()}
    answers = {unit: more.answers.get(unit, {}) | found.answers.get(unit, {}) for unit in files}
    return HandedIn(found.student, files, answers)
