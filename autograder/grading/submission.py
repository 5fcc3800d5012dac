"""Grades one submission: the unit of work that a pool of workers, or a cluster, hands out.

`grade_submission` depends on its arguments alone, so that it can run in any process that has opened a `Bench`.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from types import TracebackType

from autograder.course import Unit
from autograder.grading.collect import Check, collect
from autograder.grading.engine import Engine
from autograder.grading.exchange import Row, Submission
from autograder.grading.intake import Refusal, Submitted
from autograder.grading.run import UnitRun, rows_of_unreadable
from autograder.grading.source import Source, SourceError
from autograder.grading.subjects import FileSubject, Subject


def source_of(submitted: Submitted, name: str) -> Source:
    """What was handed in, parsed; `name` if it has none of its own.

    Raises:
        SourceError: it is no Python.
    """
    is_notebook = bool(submitted.file)
    return Source.parse(submitted.text, submitted.file or name, submitted.places, is_notebook=is_notebook)


class Bench:
    """Units with their collected checks, an engine to run them, and the secret that their inputs come from."""

    def __init__(self, units: Sequence[Unit], engine: Engine, secret: bytes) -> None:
        self.units = tuple(units)
        self.engine = engine
        self.secret = secret
        self.checks: dict[str, tuple[Check, ...]] = collect(units)

    def __enter__(self) -> Bench:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, tb: TracebackType | None
    ) -> None:
        self.engine.close()

    def rows(
        self,
        unit: Unit,
        submitted: Submitted | Refusal | None,
        done: Collection[str] = (),
        *,
        secret: bytes | None = None,
    ) -> Iterator[Row]:
        """All rows of a student's file for one unit, as they end. `done` names checks that have passed before."""
        checks = self.checks[unit.key]
        if not isinstance(submitted, Submitted):
            yield from rows_of_unreadable(unit, checks, submitted)
            return
        try:
            source = source_of(submitted, f"{unit.id}.py")
        except SourceError as problem:
            yield from rows_of_unreadable(unit, checks, problem)
            return
        subject = FileSubject(self.engine, unit, source, submitted.digest)
        yield from self.run(unit, subject, secret).rows(done)

    def run(self, unit: Unit, subject: Subject, secret: bytes | None = None) -> UnitRun:
        """A subject against one unit's checks; `secret` replaces the bench's own."""
        return UnitRun(unit, self.checks[unit.key], self.engine, subject, secret or self.secret)


def grade_submission(bench: Bench, submission: Submission) -> Iterator[Row]:
    """All rows of a submission, as they end."""
    for unit in bench.units:
        yield from bench.rows(unit, submission.files.get(unit.id), submission.done.get(unit.id, ()))
