"""Proof by mutation: whether a unit's hidden checks notice what is changed in its solution.

Each mutant of the solution is handed in like a student's file, in jails; it is *killed* if a hidden check of its
function does not pass. A mutant that survives is either equivalent (it answers as the solution does, and unit.toml says
so under `[verify] equivalent`), or a check is missing. A mutant in which a mistake is recognised must answer as that
mistake does, on inputs drawn afresh: otherwise students are told what they did not do.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from autograder.course import MistakeInfo, Unit
from autograder.grading.intake import Submitted, take_bytes
from autograder.grading.run import UnitRun
from autograder.grading.source import Source, SourceError
from autograder.grading.subjects import FileSubject, Subject
from autograder.grading.submission import Bench
from autograder.release.answers import first_difference
from autograder.release.mutants import Mutant, mutants
from autograder.release.processes import HERE, pool
from autograder.results import Status

SECRET = b"verify: the secret of the mutants"
DRAWS_EQUIVALENT = 1000  # on which a mutant answers as the solution does before it is called equivalent
DRAWS_NAMED = 200  # on which a mutant answers as the mistake does that is recognised in it


@dataclass(frozen=True)
class Verdict:
    """What became of one mutant.

    Attributes:
        killed_by: the hidden checks that noticed it.
        named: the mistake that was recognised in it.
        equal_draws: on so many draws it answers as the solution does; looked for if no check noticed it.
        differs: the first answer that is not the solution's (of a survivor) or the mistake's (of one with a name).
    """

    mutant: Mutant
    killed_by: tuple[str, ...]
    named: str | None = None
    equal_draws: int = 0
    differs: str = ""

    @property
    def killed(self) -> bool:
        """Whether a hidden check noticed it."""
        return bool(self.killed_by)

    @property
    def is_equivalent(self) -> bool:
        """Whether no draw told it from the solution."""
        return not self.killed and not self.differs


@dataclass(frozen=True)
class Mutation:
    """The mutants of one unit, and what follows.

    Attributes:
        declared: what `[verify] equivalent` says: a mutant's name, and why it is no other solution.
    """

    unit: Unit
    verdicts: tuple[Verdict, ...]
    hidden: tuple[tuple[str, str], ...] = ()  # each hidden check with its function

    @property
    def killed(self) -> int:
        """How many mutants a hidden check noticed."""
        return sum(verdict.killed for verdict in self.verdicts)

    @property
    def equivalent(self) -> tuple[Verdict, ...]:
        """Survivors that answer as the solution does, and are declared."""
        return tuple(each for each in self.verdicts if each.is_equivalent and each.mutant.name in self._declared)

    @property
    def survivors(self) -> tuple[Verdict, ...]:
        """Those that no check notices, and that are not accounted for."""
        return tuple(each for each in self.verdicts if not each.killed and each not in self.equivalent)

    @property
    def rate(self) -> float:
        """Of the mutants that are no other way to write the solution, how many are killed: 0 to 1."""
        real = len(self.verdicts) - len(self.equivalent)
        return self.killed / real if real else 1.0

    @property
    def idle(self) -> tuple[str, ...]:
        """Hidden checks that kill nothing that another one does not kill."""
        only = {each.killed_by[0] for each in self.verdicts if len(each.killed_by) == 1}
        return tuple(name for name, _ in self.hidden if name not in only)

    @property
    def problems(self) -> tuple[str, ...]:
        """What keeps the proof from holding, each with its diff."""
        solution = self.unit.solution_path.read_text("utf-8")
        found = []
        for each in self.survivors:
            what = f"{each.mutant.name}\n{each.mutant.diff(solution)}"
            if each.is_equivalent:
                found.append(
                    f"solution.py:{each.mutant.line}: no check notices this change, and it answers as the solution "
                    f"does on {each.equal_draws} draws. Shorten the solution, or say why under [verify] equivalent: "
                    f"{what}"
                )
            else:
                found.append(
                    f"solution.py:{each.mutant.line}: no hidden check notices this change. Write one that does: it "
                    f"differs in {each.differs}: {what}"
                )
        names = {each.mutant.name for each in self.verdicts if not each.killed}
        found += [
            f"[verify] equivalent: `{name}` is no mutant that survives. Take it out"
            for name in self._declared
            if name not in names
        ]
        found += [
            f"solution.py:{each.mutant.line}: is recognised as {each.named}, but answers otherwise in {each.differs}: "
            f"{each.mutant.name}"
            for each in self.verdicts
            if each.killed and each.named and each.differs
        ]
        return tuple(found)

    @property
    def _declared(self) -> frozenset[str]:
        return frozenset(self.unit.equivalent)


def mutate(course: Path, units: Sequence[Unit], workers: int, progress: Callable[[], None]) -> Iterator[Mutation]:
    """The mutants of each unit, judged in `workers` processes at once, each with jails of its own.

    Args:
        course: the folder of the course, which each process opens for itself.
        progress: called after each mutant.
    """
    tasks = [(unit, mutant) for unit in units for mutant in mutants(unit.solution_path.read_text("utf-8"))]
    with pool(course, units, SECRET, workers) as processes:
        judged = processes.map(_judge, [unit.key for unit, _ in tasks], [mutant for _, mutant in tasks])
        of_unit: dict[str, list[Verdict]] = {unit.key: [] for unit in units}
        for (unit, _), verdict in zip(tasks, judged, strict=True):
            of_unit[unit.key].append(verdict)
            progress()
    for unit in units:
        hidden = tuple((check.name, check.of) for check in unit.checks if check.hidden)
        yield Mutation(unit, tuple(of_unit[unit.key]), hidden)


def count_mutants(units: Sequence[Unit]) -> int:
    """How many there are to judge."""
    return sum(len(mutants(unit.solution_path.read_text("utf-8"))) for unit in units)


class Judge:
    """Judges the mutants of a bench's units."""

    def __init__(self, bench: Bench) -> None:
        self._bench = bench

    def judge(self, unit: Unit, mutant: Mutant) -> Verdict:
        """Hand it in, and look closer where a check does not notice it, or a mistake is recognised."""
        submitted = take_bytes(mutant.source.encode())
        assert isinstance(submitted, Submitted)  # noqa: S101 - it differs from the solution by a token
        try:
            source = Source.parse(submitted.text, "solution.py")
        except SourceError as problem:
            return Verdict(mutant, (f"the file does not load: {problem}",))
        all_of_them = self._bench.checks[unit.key]
        own = [check for check in all_of_them if check.info.of == mutant.function]
        checks = own or all_of_them  # a helper of the solution is exercised by whatever uses it
        subject: Subject = FileSubject(self._bench.engine, unit, source, submitted.digest)
        rows = {
            row.result.check: row.result for row in UnitRun(unit, checks, self._bench.engine, subject, SECRET).rows()
        }
        noticed = (row.check for row in rows.values() if row.hidden and row.status is not Status.PASSED)
        killed_by = tuple(dict.fromkeys(name.partition("[")[0] for name in noticed))
        named = next((row.mistake for row in rows.values() if row.mistake), None)
        if not killed_by:
            draws, differs = self._compare(unit, mutant, None, DRAWS_EQUIVALENT)
            return Verdict(mutant, (), named, draws, differs)
        if named is None:
            return Verdict(mutant, killed_by)
        mistake = next(each for each in unit.mistakes if each.id == named)
        if mistake.has_matches:
            return Verdict(mutant, killed_by, named)  # its answers cannot be repeated
        _, differs = self._compare(unit, mutant, mistake, DRAWS_NAMED)
        return Verdict(mutant, killed_by, named, differs=differs)

    def _compare(self, unit: Unit, mutant: Mutant, mistake: MistakeInfo | None, draws: int) -> tuple[int, str]:
        return first_difference(self._bench, unit, mutant.function, mutant.source, mistake, draws)


def _judge(key: str, mutant: Mutant) -> Verdict:
    return Judge(HERE.bench).judge(HERE.units[key], mutant)
