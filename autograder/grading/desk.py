"""Checks on a student's own machine: public checks only, in a plain subprocess, with recorded answers where grading has
the mistakes' code."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from autograder.course import MistakeInfo, Unit
from autograder.course.released import Released
from autograder.grading.engine import Engine
from autograder.grading.exchange import Row
from autograder.grading.intake import Refusal, Submitted, take_file, take_notebook
from autograder.grading.run import PUBLIC_KEY, UnitRun, rows_of_unreadable
from autograder.grading.source import SourceError
from autograder.grading.subjects import FileSubject, Parrot
from autograder.grading.submission import Bench, source_of
from autograder.jail.faults import StudentFault
from autograder.jail.proxies import open_module
from autograder.jail.remote import Patience
from autograder.results import CheckResult


class Desk:
    """A released course with its checks collected, ready to check files."""

    def __init__(self, released: Released, units: tuple[Unit, ...], engine: Engine) -> None:
        self._released = released
        self._bench = Bench(units, engine, PUBLIC_KEY)

    def check(
        self, unit: Unit, path: Path | None = None, cells: Submitted | None = None, function: str | None = None
    ) -> list[CheckResult]:
        """The final rows of a file; the unit's own starter if none is given.

        `cells`: what a notebook's cells define, in place of a file. `function`: run the checks of that one only.
        """
        path = path or unit.solution_path
        return self.check_taken(unit, cells or _taken(path, unit), path.name, function)

    def check_taken(
        self, unit: Unit, taken: Submitted | Refusal | None, name: str, function: str | None = None
    ) -> list[CheckResult]:
        """The same for what was taken in already; `name` is the file's."""
        rows = self._rows(unit, taken, name, function)
        return list({row.result.check: row.result for row in rows}.values())

    def hatch(self, unit: Unit, path: Path | None = None, cells: Submitted | None = None) -> str | None:
        """What the unit's egg says about a file that passes; None if it has none, or says nothing."""
        submitted = cells or _taken(path or unit.solution_path, unit)
        if unit.egg is None or not isinstance(submitted, Submitted):
            return None
        channel = self._bench.engine.student(unit)
        try:
            program = self._bench.engine.egg(unit, submitted.text)
            said = open_module(channel, program, 0, party="student", patience=Patience()).hatch_egg()
        except StudentFault:
            return None  # an egg is a gift: what goes wrong in it is no news for a student
        finally:
            channel.close()
        return said if isinstance(said, str) else None

    def _rows(
        self, unit: Unit, submitted: Submitted | Refusal | None, name: str, function: str | None
    ) -> Iterator[Row]:
        checks = [check for check in self._bench.checks[unit.key] if function in (None, check.info.of)]
        if not isinstance(submitted, Submitted):
            yield from rows_of_unreadable(unit, checks, submitted)
            return
        try:
            source = source_of(submitted, name)
        except SourceError as problem:
            yield from rows_of_unreadable(unit, checks, problem)
            return
        recorded = self._released.files[unit.key]

        def answers_of(mistake: MistakeInfo) -> Parrot:
            return Parrot(source, recorded.answers(mistake.id))

        subject = FileSubject(self._bench.engine, unit, source, submitted.digest)
        yield from UnitRun(unit, checks, self._bench.engine, subject, PUBLIC_KEY, stand_in=answers_of).rows()


def _taken(path: Path, unit: Unit) -> Submitted | Refusal | None:
    return take_notebook(path, unit) if path.suffix == ".ipynb" else take_file(path)
