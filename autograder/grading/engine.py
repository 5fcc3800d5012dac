"""The processes that grading needs, held together: a zygote, jails forked from it, and trusted workers: one for the
reference, one for what stands in for a student, and one that is forked anew for mistakes that ask for it."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from types import TracebackType

from autograder.course import MistakeInfo, Unit
from autograder.jail.channels import Channel, JailChannel, LocalChannel, WorkerChannel
from autograder.jail.processes import Ahead, Python, ZygoteError, ZygoteProcess
from autograder.jail.proxies import Module, open_module, remote_of
from autograder.jail.remote import Patience, Program, Remote
from autograder.results import Level

TRUSTED = Patience(import_seconds=60.0, check_seconds=60.0)

USED = "AFunctionThatWasNotToBeUsedIsUsed"
UNUSED = f"""
class {USED}(BaseException):  # `except Exception` lets it through
    pass


def unused(*args, **kwargs):
    raise {USED}
"""


class Engine:
    """Opens modules: a student's in a jail, the reference and mistakes in trusted workers."""

    def __init__(self, zygote: ZygoteProcess | None = None) -> None:
        first = zygote or ZygoteProcess()
        self._zygotes: dict[tuple[str, ...], ZygoteProcess] = {(): first}  # by what they have imported
        self._workers: dict[tuple[str, tuple[str, ...]], WorkerChannel] = {}  # by party, and the same
        self._sources = _Sources()

    @property
    def level(self) -> Level:
        """How well students' code is confined."""
        return self._zygotes[()].level

    def __enter__(self) -> Engine:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, problem: BaseException | None, tb: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        """End all processes."""
        for worker in self._workers.values():
            worker.end()
        for zygote in self._zygotes.values():
            zygote.close()

    @property
    def cpu_seconds(self) -> float:
        """CPU seconds of the zygotes and all their children; known once closed."""
        return sum(zygote.cpu_seconds for zygote in self._zygotes.values())

    def student(self, unit: Unit) -> Channel:
        """A channel for one check of a student's file."""
        limits = {"cpu_seconds": unit.limits.cpu_seconds, "memory_bytes": unit.limits.memory_mb << 20}
        return JailChannel(self._zygote_for(unit), limits)

    def _zygote_for(self, unit: Unit) -> ZygoteProcess:
        if unit.imports not in self._zygotes:
            self._zygotes[unit.imports] = self._zygotes[()].with_imports(unit.imports)
        return self._zygotes[unit.imports]

    def racer(self, unit: Unit, program: Program, seed: int, party: str) -> Remote:
        """A fresh process for one round of a race, with its program loaded.

        Raises:
            ImportFailedError: the program's files could not be executed.
        """
        patience = Patience(unit.limits.import_seconds, unit.limits.wall_seconds)
        lane = self._lane(unit, party)
        return remote_of(open_module(lane, program.elsewhere(), seed, party=party, patience=patience))

    def _lane(self, unit: Unit, party: str) -> Channel:
        del party
        return self.student(unit)

    @property
    def counted(self) -> dict[tuple[Program, str, str], dict[str, int]]:
        """What baselines cost: by program, function, and what went in."""
        return self._sources.counted

    def baseline(self, unit: Unit) -> Program:
        """The unit's baseline.py with its helpers.

        Raises:
            FileNotFoundError: it has none.
        """
        return self._sources.baseline(unit)

    def reference(self, unit: Unit, seed: int) -> Module:
        """The reference, loaded afresh. Valid until the next call."""
        return self._trusted(unit, self._sources.solution(unit), seed, "reference")

    def stand_in(self, unit: Unit, seed: int, mistake: MistakeInfo | None = None) -> Module:
        """The reference, or one of its mistakes, in the student's place. Valid until the next call."""
        if mistake is None:
            return self._trusted(unit, self._sources.solution(unit), seed, "student")
        return self._trusted(unit, self._sources.mistaken(unit, mistake), seed, "student", alone=mistake.fork)

    def without(self, unit: Unit, seed: int, function: str) -> Module:
        """The reference, in which a function must not be used: whoever calls it fails. Valid until the next call."""
        return self._trusted(unit, self._sources.without(unit, function), seed, "student")

    def trusted(self, unit: Unit, source: str, seed: int, patience: Patience) -> Module:
        """An author's program in the student's place. Valid until the next call.

        Raises:
            ImportFailedError: it could not be executed.
        """
        worker = self._worker(unit, "author")  # not "alone", where a mistake may have changed torch
        return open_module(worker, self.program(unit, source), seed, party="student", patience=patience)

    def _trusted(self, unit: Unit, program: Program, seed: int, party: str, *, alone: bool = False) -> Module:
        worker = self._worker(unit, "alone" if alone else party)
        if alone:
            worker.restart()
        return open_module(worker, program, seed, party=party, patience=TRUSTED)

    def _worker(self, unit: Unit, party: str) -> WorkerChannel:
        key = party, unit.imports
        if key not in self._workers:
            self._workers[key] = WorkerChannel(self._zygote_for(unit))
        return self._workers[key]

    def program(self, unit: Unit, source: str) -> Program:
        """A student's file with the unit's helpers."""
        return Program(((unit.id, f"{unit.id}.py", source), *self._sources.helpers(unit)))

    def egg(self, unit: Unit, source: str) -> Program:
        """A student's file with the unit's egg, which is called as `hatch_egg()`."""
        assert unit.egg is not None  # noqa: S101
        hatch = f"\n\nimport sys\n\ndef hatch():\n    return egg(sys.modules[{unit.id!r}])\n"
        files = (*self.program(unit, source).files, ("egg_of_unit", "egg.py", unit.egg + hatch))
        return Program(files, (("hatch_egg", "egg_of_unit", "hatch"),))


class SubprocessEngine(Engine):
    """The same without confinement or fork, where there is neither: code runs in plain processes beside the judge."""

    def __init__(self, python: Python | None = None, ahead: Ahead | None = None) -> None:
        """`ahead`: a process of `python` that was started before torch was imported here, for the student's file."""
        self._python = python or Python()
        self._workers = {("jail", ()): WorkerChannel(self._python, ahead)}
        self._sources = _Sources()

    @property
    def level(self) -> Level:
        """Nothing is confined."""
        return Level.D

    def close(self) -> None:
        """End the processes."""
        for worker in self._workers.values():
            worker.end()

    def student(self, unit: Unit) -> Channel:
        """The long-lived process, which loads the file afresh."""
        del unit
        return self._workers["jail", ()]

    def _lane(self, unit: Unit, party: str) -> Channel:
        """Long-lived as well: to start one takes as long as a whole race."""
        return self._worker(unit, f"{party} in races")

    def _worker(self, unit: Unit, party: str) -> WorkerChannel:
        del unit
        key = party, ()
        if key not in self._workers:
            self._workers[key] = WorkerChannel(self._python)
        return self._workers[key]


class LocalEngine(Engine):
    """Everything in this process: breakpoints in a student's file and in the reference work."""

    def __init__(self) -> None:
        os.environ.setdefault("TRITON_INTERPRET", "1")  # before anything imports triton, as torch's optimizers do
        self._channels = {party: LocalChannel() for party in ("reference", "student")}
        self._sources = _Sources()

    @property
    def level(self) -> Level:
        """Nothing is confined."""
        return Level.D

    def close(self) -> None:
        """Nothing to end."""

    def student(self, unit: Unit) -> Channel:
        """A driver in this process."""
        del unit
        return LocalChannel()

    def _trusted(self, unit: Unit, program: Program, seed: int, party: str, *, alone: bool = False) -> Module:
        del unit, alone  # there is one process only
        return open_module(self._channels[party], program, seed, party=party, patience=TRUSTED)


def warm_engine(*, confine: bool) -> Engine:
    """For one's own machine: forks of a warm zygote on Linux, with the limits of grading; a plain process elsewhere.

    `confine`: in jails, where the system has what they need.
    """
    if sys.platform != "linux":
        return SubprocessEngine()
    for sealed in (True, False) if confine else (False,):
        zygote = ZygoteProcess(confine=sealed)
        try:
            _ = zygote.level
            return Engine(zygote)
        except ZygoteError:
            zygote.close()
    return SubprocessEngine()


class _Sources:
    """Reads a unit's files once, and keeps what was counted of them."""

    def __init__(self) -> None:
        self._texts: dict[Path, str] = {}
        self.counted: dict[tuple[Program, str, str], dict[str, int]] = {}

    def solution(self, unit: Unit) -> Program:
        return Program(((unit.id, "solution.py", self._text(unit.solution_path)), *self.helpers(unit)))

    def mistaken(self, unit: Unit, mistake: MistakeInfo) -> Program:
        mistakes = ("mistakes", "mistakes.py", self._text(unit.path / "mistakes.py"))
        return Program((*self.solution(unit).files, mistakes), ((mistake.of, "mistakes", mistake.function),))

    def without(self, unit: Unit, function: str) -> Program:
        mistakes = ("mistakes", "mistakes.py", self._text(unit.path / "mistakes.py"))
        files = (*self.solution(unit).files, mistakes, ("unused", "unused.py", UNUSED))
        return Program(files, ((function, "unused", "unused"),))

    def baseline(self, unit: Unit) -> Program:
        if unit.baseline_path is None:
            raise FileNotFoundError(f"{unit.key} has no baseline.py; write the slow version there")
        return Program((("baseline", "baseline.py", self._text(unit.baseline_path)), *self.helpers(unit)))

    def helpers(self, unit: Unit) -> tuple[tuple[str, str, str], ...]:
        if unit.helpers_path is None:
            return ()
        return (("helpers", "helpers.py", self._text(unit.helpers_path)),)

    def _text(self, path: Path) -> str:
        if path not in self._texts:
            self._texts[path] = path.read_text("utf-8")
        return self._texts[path]
