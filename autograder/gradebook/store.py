"""The store of attempts: append-only, each row committed as it is written, so a killed run loses at most one row.

    with Gradebook.open(Path("gradebook/attempts.db")) as gradebook:
        attempt = gradebook.begin(student=..., assignment=..., ...)
        if not attempt.finished:
            for check in ...:                       # those that are not in attempt.rows
                gradebook.add(attempt, check)
            gradebook.finish(attempt, notes=())

Invariants: a row, once written, keeps its status, reason and points; an attempt that has finished never changes; the
numbers of a student's attempts at an assignment count 1, 2, 3, ...
"""

from __future__ import annotations

import os
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from sqlalchemy import Connection, Select, select
from sqlalchemy.exc import IntegrityError

from autograder.gradebook import statements as sql
from autograder.gradebook.changes import Change, add_change, changes_of, refuse_unsound
from autograder.gradebook.database import (
    add_tables,
    connect,
    explained,
    has_schema,
    make_schema,
    missing,
    needs_tables,
    use_write_ahead_log,
)
from autograder.gradebook.errors import GradebookError
from autograder.gradebook.hand_ins import HandIn, note_hand_ins, submissions_of
from autograder.gradebook.publication import Publication, add_publication, publication_of
from autograder.gradebook.reading import read_attempt, read_attempts
from autograder.gradebook.rows import Row, answer_to_values, check_from_row, notes_to_json, now, prepare
from autograder.gradebook.tables import ATTEMPTS
from autograder.gradebook.works import HandedIn, keep_works, work_of
from autograder.results import Answer, AttemptResult, CheckResult, Level, Status, Text


@dataclass(slots=True, eq=False)
class Attempt:
    """A handle on one attempt in the store. `Gradebook` keeps it up to date."""

    id: int
    student: str
    assignment: str
    number: int  # 1 for the first attempt of this student at this assignment
    finished: bool
    rows: dict[tuple[str, str], CheckResult] = field(default_factory=dict, repr=False)  # by unit and check


class Gradebook:
    """An open store, for one process and any number of its threads. Other processes may have it open and write too."""

    def __init__(self, connection: Connection, place: str) -> None:
        """Private: use `Gradebook.open`."""
        self._connection = connection
        self._place = place
        self._lock = threading.RLock()
        self._process = os.getpid()

    @classmethod
    def open(cls, url_or_path: str | Path, *, create: bool = True, busy_seconds: float = 30.0) -> Gradebook:
        """Open the gradebook in a file, or at a database URL (anything that holds "://").

        Args:
            url_or_path: a file for SQLite, or e.g. "postgresql+psycopg://host/name".
            create: make the file and the tables if there are none.
            busy_seconds: how long a write waits for another process that is writing (SQLite).

        Raises:
            GradebookError: it cannot be opened, is something else, or has a schema that this release does not know.
        """
        connection, place = connect(url_or_path, create=create, busy_seconds=busy_seconds)
        gradebook = cls(connection, place)
        try:
            with gradebook._transaction("open", write=False):
                ready = has_schema(connection, place)
                old = ready and needs_tables(connection)
            if old:
                with gradebook._transaction("bring up to date"):
                    add_tables(connection)
            if not ready and not create:
                raise GradebookError(missing(place))
            use_write_ahead_log(connection, place, busy_seconds)
            if not ready:
                gradebook._make_tables()
        except BaseException:
            gradebook.close()
            raise
        return gradebook

    def begin(
        self,
        *,
        student: str,
        assignment: str,
        submission_digest: str,
        course_digest: str,
        grader_version: str,
        seed_id: str,
        confinement: Level,
        regrade: bool = False,
    ) -> Attempt:
        """The attempt to grade this submission in: the finished one, the one to go on with, or a new one.

        Student, assignment, the two digests and the version are the key. The last attempt with this key is returned as
        it is if it has finished (unless `regrade`), and to be continued if it has not. It is not continued where the
        seed or the confinement is another now, since its rows would not be comparable: then a new one begins.
        """
        key: dict[str, Any] = {
            "student": student,
            "assignment": assignment,
            "submission_digest": submission_digest,
            "course_digest": course_digest,
            "grader_version": grader_version,
        }
        run = {"seed_id": seed_id, "confinement": Level(confinement).value}
        tries_left = 5
        while True:
            try:
                return self._begin(key, run, regrade=regrade)
            except GradebookError as error:  # on a server, another process may have taken the same number
                tries_left -= 1
                if not tries_left or not isinstance(error.__cause__, IntegrityError):
                    raise

    def finished(
        self, *, student: str, assignment: str, submission_digest: str, course_digest: str, grader_version: str
    ) -> Attempt | None:
        """The last attempt with this key if it has finished: what `begin` would return without `regrade`."""
        key = {
            "student": student,
            "assignment": assignment,
            "submission_digest": submission_digest,
            "course_digest": course_digest,
            "grader_version": grader_version,
        }
        with self._transaction("read", write=False):
            last = self._connection.execute(sql.LAST_WITH_KEY, key).mappings().first()
            return None if last is None or last["finished_at"] is None else self._attempt(last)

    def add(self, attempt: Attempt, check: CheckResult) -> None:
        """Write one row and commit it.

        Raises:
            GradebookError: the attempt has finished, or has this row already.
        """
        key = (check.unit, check.check)
        if key in attempt.rows:
            raise self._written_before(attempt, check)
        check, values = prepare(check)
        try:
            with self._transaction(f"write a row of {attempt.student!r} to"):
                written = self._connection.execute(sql.NEW_CHECK, values | {"of_attempt": attempt.id}).rowcount
        except GradebookError as error:
            if isinstance(error.__cause__, IntegrityError) and key in self._rows(attempt.id):
                raise self._written_before(attempt, check) from error
            raise
        if not written:
            raise self._finished(attempt, f"the row {check.unit} {check.check} cannot be added")
        attempt.rows[key] = check

    def diagnose(self, attempt: Attempt, check: CheckResult) -> None:
        """Give a failed row its mistake and its feedback, while the attempt has not finished: the one change allowed.

        Raises:
            GradebookError: there is no such row, it did not fail, or more than mistake and feedback would change.
        """
        about = f"{check.unit} {check.check} of {attempt.student}, attempt {attempt.number} at {attempt.assignment}"
        row = attempt.rows.get((check.unit, check.check))
        if row is None:
            raise GradebookError(f"There is no row {about} to diagnose. Write it with `add` first.")
        if row.status is not Status.FAILED:
            raise GradebookError(f"The row {about} is `{row.status}`: only a failed check can be diagnosed.")
        other = sorted(
            name
            for name in CheckResult.model_fields.keys() - {"mistake", "feedback"}
            if getattr(row, name) != getattr(check, name)
        )
        if other:
            changes = ", ".join(f"{name} from {getattr(row, name)!s} to {getattr(check, name)!s}" for name in other)
            raise GradebookError(
                f"A diagnosis may change mistake and feedback of the row {about}, and nothing else; it would change "
                f"{changes}. Rows are append-only: grade again with `--regrade` for another verdict."
            )
        check, values = prepare(check)
        change = {"of_attempt": attempt.id, "new_mistake": values["mistake"], "new_feedback": values["feedback"]}
        change |= {"of_unit": check.unit, "of_check": check.check}
        with self._transaction(f"write a diagnosis of {attempt.student!r} to"):
            written = self._connection.execute(sql.DIAGNOSIS, change).rowcount
        if not written:
            raise self._finished(attempt, f"the row {about} cannot be diagnosed")
        attempt.rows[check.unit, check.check] = check

    def finish(self, attempt: Attempt, notes: Iterable[Text] = (), answers: Iterable[Answer] = ()) -> AttemptResult:
        """Close the attempt for good, with its notes and answers, and return its record.

        Raises:
            GradebookError: it has finished before.
        """
        change = {"of_attempt": attempt.id, "new_finished_at": now(), "new_notes": notes_to_json(notes)}
        with self._transaction(f"finish an attempt of {attempt.student!r} in"):
            written = self._connection.execute(sql.FINISH, change).rowcount
            if not written:
                raise self._finished(attempt, "it cannot be finished again")
            for answer in answers:
                self._connection.execute(sql.NEW_ANSWER, answer_to_values(answer) | {"attempt_id": attempt.id})
            result = self._record(attempt)
        attempt.finished = True
        return result

    def result(self, attempt: Attempt) -> AttemptResult:
        """The record of `attempt` as it stands in the store."""
        with self._transaction("read", write=False):
            return self._record(attempt)

    def latest(self, assignment: str) -> list[AttemptResult]:
        """The last attempt of each student, finished or not, sorted by student."""
        results = self._records(sql.LATEST, {"assignment": assignment})
        return sorted(results, key=lambda result: result.student)

    def history(self, student: str, assignment: str) -> list[AttemptResult]:
        """All attempts of a student at an assignment, first to last."""
        results = self._records(sql.HISTORY, {"student": student, "assignment": assignment})
        return sorted(results, key=lambda result: result.number)

    def adjust(self, change: Change) -> int:
        """Write a change of a grade by a person, and return its id. It is never changed; another may replace it.

        Raises:
            GradebookError: it cannot be explained to a student, or replaces what is not there or was replaced before.
        """
        refuse_unsound(change)
        with self._transaction(f"change the grade of {change.student!r} in"):
            if change.replaces is not None:
                there = {each.id: each for each in changes_of(self._connection, change.assignment)}
                old = there.get(change.replaces)
                if old is None or old.student != change.student:
                    known = ", ".join(str(n) for n, each in there.items() if each.student == change.student)
                    raise GradebookError(
                        f"{change.student} has no change {change.replaces} at {change.assignment}. "
                        f"There {f'are: {known}' if known else 'is none'}."
                    )
                if old.points is None or any(each.replaces == old.id for each in there.values()):
                    raise GradebookError(f"Change {change.replaces} of {change.student} is no longer in force.")
            return add_change(self._connection, change)

    def changes(self, assignment: str) -> list[Change]:
        """All changes of grades at an assignment, those that were taken back too, first to last."""
        with self._transaction("read", write=False):
            return changes_of(self._connection, assignment)

    def attempts(self, assignment: str) -> list[AttemptResult]:
        """All attempts of all students, sorted by student and number."""
        results = self._records(sql.ALL, {"assignment": assignment})
        return sorted(results, key=lambda result: (result.student, result.number))

    def hand_in(self, assignment: str, found: Iterable[HandIn]) -> None:
        """Note what students handed in, and when, as far as that is news."""
        with self._transaction("note what was handed in in"):
            note_hand_ins(self._connection, assignment, found)

    def submissions(self, assignment: str) -> dict[str, list[HandIn]]:
        """What each student handed in, first to last."""
        with self._transaction("read", write=False):
            return submissions_of(self._connection, assignment)

    def keep(self, works: Iterable[HandedIn]) -> None:
        """Keep what was handed in, as far as it is not kept yet."""
        works = list(works)
        try:
            with self._transaction("keep what was handed in in"):
                keep_works(self._connection, works)
        except GradebookError as error:  # on a server, another process may have kept the same work just now
            if not isinstance(error.__cause__, IntegrityError):
                raise
            with self._transaction("keep what was handed in in"):
                keep_works(self._connection, works)

    def work(self, student: str, digest: str) -> HandedIn | None:
        """What a student handed in; None if it was before works were kept."""
        with self._transaction("read", write=False):
            return work_of(self._connection, student, digest)

    def publish(self, assignment: str, decided: Publication) -> None:
        """Write what students may see from now on."""
        with self._transaction("publish in"):
            add_publication(self._connection, assignment, decided)

    def publication(self, assignment: str) -> Publication:
        """What students may see."""
        with self._transaction("read", write=False):
            return publication_of(self._connection, assignment)

    def assignments(self) -> list[str]:
        """The assignments that have attempts, sorted."""
        with self._transaction("read", write=False):
            return sorted(self._connection.execute(select(ATTEMPTS.c.assignment).distinct()).scalars())

    def close(self) -> None:
        """Close the store; closing it again does nothing."""
        if os.getpid() == self._process:
            self._connection.close()
            self._connection.engine.dispose()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.close()

    @contextmanager
    def _transaction(self, action: str, *, write: bool = True) -> Iterator[None]:
        """Everything inside happens at once or not at all; whatever the database says becomes a `GradebookError`."""
        if os.getpid() != self._process:
            raise GradebookError(
                f"The gradebook {self._place} was opened by another process than this one, which forked from it. "
                "Open it again here with `Gradebook.open`."
            )
        with self._lock:
            if self._connection.closed:
                raise GradebookError(f"The gradebook {self._place} is closed. Open it again with `Gradebook.open`.")
            # SQLite: a write takes its lock at the start. One that begins as a read and then finds the file changed by
            # another process would fail at once instead of waiting.
            self._connection.info["begin"] = "BEGIN IMMEDIATE" if write else "BEGIN"
            with explained(action, self._place), self._connection.begin():
                yield

    def _make_tables(self) -> None:
        try:
            with self._transaction("make the tables of"):
                if not has_schema(self._connection, self._place):
                    make_schema(self._connection)
        except GradebookError:
            with self._transaction("open", write=False):  # on a server, another process may have made them by now
                if not has_schema(self._connection, self._place):
                    raise

    def _begin(self, key: dict[str, Any], run: dict[str, Any], *, regrade: bool) -> Attempt:
        student, assignment = key["student"], key["assignment"]
        with self._transaction(f"begin an attempt of {student!r} in"):
            last = self._connection.execute(sql.LAST_WITH_KEY, key).mappings().first()
            if last is not None:
                same_run = (last["seed_id"], last["confinement"]) == (run["seed_id"], run["confinement"])
                finished = last["finished_at"] is not None
                if (finished and not regrade) or (not finished and same_run):
                    return self._attempt(last)
            number = self._connection.execute(sql.LAST_NUMBER, key).scalar_one_or_none() or 0
            values = key | run | {"number": number + 1, "started_at": now(), "notes": "[]"}
            made = self._connection.execute(sql.NEW_ATTEMPT, values).inserted_primary_key or (0,)
            return Attempt(made[0], student, assignment, number + 1, finished=False)

    def _attempt(self, row: Row) -> Attempt:
        finished = row["finished_at"] is not None
        rows = self._rows(row["id"])
        return Attempt(row["id"], row["student"], row["assignment"], row["number"], finished, rows)

    def _rows(self, attempt_id: int) -> dict[tuple[str, str], CheckResult]:
        if not self._connection.in_transaction():
            with self._transaction("read", write=False):
                return self._rows(attempt_id)
        found = self._connection.execute(sql.CHECKS_OF, {"of_attempt": attempt_id}).mappings()
        checks = [check_from_row(row) for row in found]
        return {(check.unit, check.check): check for check in checks}

    def _record(self, attempt: Attempt) -> AttemptResult:
        found = read_attempt(self._connection, attempt.id)
        if found is None:
            raise GradebookError(f"There is no attempt with id {attempt.id} in the gradebook {self._place}.")
        return found

    def _records(self, which: Select[Any], values: dict[str, str]) -> list[AttemptResult]:
        with self._transaction("read", write=False):
            return read_attempts(self._connection, which, values)

    def _written_before(self, attempt: Attempt, check: CheckResult) -> GradebookError:
        return GradebookError(
            f"The row {check.unit} {check.check} of {attempt.student}, attempt {attempt.number} at "
            f"{attempt.assignment}, is written already. Rows are append-only: skip the checks in `attempt.rows`; if "
            "another process grades the same submission, let one of the two finish and run the other again."
        )

    def _finished(self, attempt: Attempt, consequence: str) -> GradebookError:
        return GradebookError(
            f"Attempt {attempt.number} of {attempt.student} at {attempt.assignment} has finished: {consequence}. "
            "Begin one with `regrade=True` (`--regrade`) to grade again."
        )
