"""Grades a folder of submissions into the store: finds them, skips what is graded, goes on where it was interrupted."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from autograder import __version__
from autograder.course import Assignment, Course, Unit
from autograder.gradebook.hand_ins import HandIn
from autograder.gradebook.secret import load_or_make_secret, seed_id
from autograder.gradebook.stamp import read_stamp
from autograder.gradebook.store import Attempt, Gradebook
from autograder.gradebook.works import HandedIn
from autograder.grading.exchange import Row, Submission
from autograder.grading.intake import Refusal, Submitted, refuse, take_answers, take_work
from autograder.grading.pool import Pool, Setup
from autograder.results import Answer, AttemptResult, Level, Status


class BatchError(Exception):
    """The folder of submissions is not what it should be. The message says what was expected where."""


def find_submissions(
    folder: Path, assignment: Assignment, units: Sequence[Unit], students: Collection[str] = ()
) -> list[HandedIn]:
    """Each student's files in nbgrader's layout, `<folder>/<student>/<assignment>/<unit>.py`, sorted by student.

    A student without a folder for the assignment is left out, unless named in `students`. One whose folder cannot be
    opened, or is a link, is not: all files of this student are refused. Files beside the students' folders are no
    students.

    Raises:
        BatchError: `folder` cannot be read, holds no submission, or a named student has no folder in it.
    """
    try:
        os.lstat(os.path.join(folder, "."))  # a folder that may be listed, but not entered, is of no use
        present = sorted(entry.name for entry in os.scandir(folder) if _may_be_a_student(entry))
    except (FileNotFoundError, NotADirectoryError):
        raise BatchError(
            f"{folder} is not a folder. It should hold <student>/{assignment.id}/<unit>.py for each student; "
            "`autograder collect` makes it."
        ) from None
    except OSError as problem:
        raise BatchError(
            f"{folder} cannot be read ({problem.strerror}). Check its permissions, or grade as a user who may read it."
        ) from None
    unnameable = [ascii(name) for name in present if not name.isascii() and _not_text(name)]
    if unnameable:
        raise BatchError(f"{folder}: names of folders that are not UTF-8: {', '.join(unnameable)}. Rename them.")
    unknown = sorted(set(students) - set(present))
    if unknown:
        raise BatchError(
            f"{folder} has no folder for: {', '.join(unknown)}. Students there: {', '.join(present[:20])}."
        )
    wanted = [name for name in present if not students or name in students]
    kept = [name for name in wanted if name in students or not _lacks(folder / name, assignment)]
    found = [take_folder(folder / name, assignment, units) for name in kept]
    if not found:
        raise BatchError(
            f"{folder} holds no submission for {assignment.id}. Expected <student>/{assignment.id}/<unit>.py or "
            f".ipynb, with units {', '.join(unit.id for unit in units)}."
        )
    return found


def _may_be_a_student(entry: os.DirEntry[str]) -> bool:
    """A folder, or what could have been meant as one: a link that does not lead to a file."""
    if not entry.is_symlink():
        return entry.is_dir(follow_symlinks=False)
    try:
        return stat.S_ISDIR(entry.stat().st_mode)
    except OSError:  # it leads nowhere, in a circle, or where this user may not look
        return True


def _not_text(name: str) -> bool:
    try:
        name.encode()
    except UnicodeEncodeError:
        return True
    return False


def _lacks(student: Path, assignment: Assignment) -> bool:
    """Whether a student surely has nothing for the assignment. What cannot be looked at may have something."""
    try:
        os.lstat(student / assignment.id)
    except (FileNotFoundError, NotADirectoryError):
        return os.path.exists(student)  # not a link that leads nowhere
    except OSError:
        return False
    return False


def take_folder(student: Path, assignment: Assignment, units: Sequence[Unit]) -> HandedIn:
    """A student's files, or the same refusal for each if one of the folders on the way to them is no good."""
    for folder, en, zh in (
        (student, "This student's folder", "这名学生的文件夹"),
        (student / assignment.id, "The assignment's folder", "作业文件夹"),
    ):
        refusal = _refuse_folder(folder, en, zh)
        if refusal is not None:
            return HandedIn(student.name, dict.fromkeys((unit.id for unit in units), refusal))
    place = student / assignment.id
    files = {unit.id: take_work(place, unit) for unit in units}
    answers = {unit.id: take_answers(place, unit) for unit in units if unit.questions}
    return HandedIn(student.name, files, answers, read_stamp(place))


def _refuse_folder(folder: Path, en: str, zh: str) -> Refusal | None:
    """Why nothing is taken from a folder, which the texts call `en` and `zh`; None if it is in order, or not there."""
    try:
        if not stat.S_ISDIR(os.lstat(folder).st_mode):
            return refuse(
                f"{en} is a link or a file, so nothing was read. Hand in an ordinary folder.",
                f"{zh}是链接或文件，没有读取。请提交普通文件夹。",
            )
        os.lstat(os.path.join(folder, "."))  # refused like every file in it
    except FileNotFoundError:
        return None
    except OSError as problem:
        return refuse(
            f"{en} cannot be opened ({problem.strerror}), so nothing in it was graded. "
            "Check its permissions and grade it again.",
            f"{zh}无法打开（{problem.strerror}），里面的内容没有评分。请检查权限后重新评分。",
        )
    return None


@dataclass
class Batch:
    """Grades what was handed in for one assignment.

    Attributes:
        progress: called with (submissions through, submissions in all) as the work goes on.
    """

    gradebook: Gradebook
    course: Course
    assignment: Assignment
    units: Sequence[Unit]
    secret: Path
    workers: int = 1
    regrade: bool = False
    confine: bool = True
    progress: Callable[[int, int], None] | None = None
    cpu_seconds: float = 0.0
    graded: int = 0  # submissions that were not up to date
    _handed_in: Sequence[HandedIn] = ()
    _attempts: dict[int, Attempt] = field(default_factory=dict)
    _through: int = 0
    _seed_id: str = ""

    def run(self, handed_in: Sequence[HandedIn], *, again: bool = False) -> list[AttemptResult]:
        """Grade everything that is not up to date; the results of all, in the given order.

        Args:
            again: it is what was handed in earlier, and not news.
        """
        self._handed_in, self._attempts, self._through = handed_in, {}, 0
        self._seed_id = seed_id(load_or_make_secret(self.secret))
        setup = Setup(self.course.path, self.units, self.secret, self.confine)
        pool = Pool(setup, self, self.workers)
        pending = [ticket for ticket in range(len(handed_in)) if not self._up_to_date(ticket)]
        if not again:
            self._note()
        self._through = len(handed_in) - len(pending)
        self.graded = len(pending)
        self._tell()
        if pending:
            pool.run(pending)
        self.cpu_seconds = pool.cpu_seconds
        return [self.gradebook.result(self._attempts[ticket]) for ticket in range(len(handed_in))]

    def _note(self) -> None:
        """Note what was handed in, and when. A part of the assignment is no submission of it."""
        if tuple(self.units) == self.assignment.units:
            found = [HandIn(one.student, one.digest, one.at) for one in self._handed_in]
            self.gradebook.hand_in(self.assignment.id, found)
            self.gradebook.keep(self._handed_in)

    def _up_to_date(self, ticket: int) -> bool:
        """Whether the last attempt with this key has finished."""
        if self.regrade:
            return False
        attempt = self.gradebook.finished(**self._key(ticket))
        if attempt is None:
            return False
        self._attempts[ticket] = attempt
        return True

    def _key(self, ticket: int) -> dict[str, str]:
        """What makes an attempt the same: another try of it changes nothing."""
        one = self._handed_in[ticket]
        return {
            "student": one.student,
            "assignment": self.assignment.id,
            "submission_digest": one.digest,
            "course_digest": self.assignment.digest,
            "grader_version": __version__,
        }

    # ------------------------------------------------------------------ the pool's sink

    def begin(self, ticket: int, level: Level) -> Submission | None:
        """See `Sink.begin`."""
        one = self._handed_in[ticket]
        attempt = self.gradebook.begin(
            **self._key(ticket),
            seed_id=self._seed_id,
            confinement=level,
            regrade=self.regrade,
        )
        self._attempts[ticket] = attempt
        done: dict[str, tuple[str, ...]] = {}
        for (unit, check), row in attempt.rows.items():
            if row.status is Status.PASSED:
                done[unit] = (*done.get(unit, ()), check)
        return Submission(one.files, done)

    def row(self, ticket: int, row: Row) -> None:
        """See `Sink.row`."""
        attempt = self._attempts[ticket]
        before = attempt.rows.get((row.result.unit, row.result.check))
        if before is None:
            self.gradebook.add(attempt, row.result)
        elif row.diagnosed:
            told = {"mistake": row.result.mistake, "feedback": row.result.feedback}
            self.gradebook.diagnose(attempt, before.model_copy(update=told))

    def end(self, ticket: int) -> None:
        """See `Sink.end`."""
        one = self._handed_in[ticket]
        notes = [note for file in one.files.values() if isinstance(file, Submitted) for note in file.notes]
        answers = [
            Answer(
                unit=unit.id, question=question.name, title=question.text, max_points=question.points,
                text=one.answers.get(unit.id, {}).get(question.name, ""),
            )
            for unit in self.units
            for question in unit.questions
        ]  # fmt: skip
        self.gradebook.finish(self._attempts[ticket], notes, answers)
        self._through += 1
        self._tell()

    def _tell(self) -> None:
        if self.progress is not None:
            self.progress(self._through, len(self._handed_in))
