"""What is wrong with a course folder: all of it at once, each with its place and with what to write instead.

Readers of the course add to a `FaultLog` and go on; `load_course` raises one `CourseFaults` at the end.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Fault:
    """One thing to repair."""

    path: str  # relative to the course, with forward slashes; "." is the course itself
    line: int | None  # 1-based; None where the fault has no line
    found: str
    instead: str  # what to write instead

    @property
    def place(self) -> str:
        """The path, with the line where there is one: `a1_tensors/u04_broadcasting/unit.toml:12`."""
        return self.path if self.line is None else f"{self.path}:{self.line}"

    def __str__(self) -> str:
        return f"{self.place}: {self.found}\n    instead: {self.instead}"


class CourseFaults(Exception):  # noqa: N818 - it holds faults, and reads as such
    """The course cannot be used as it stands. `str()` is a list that a person can work through."""

    def __init__(self, faults: tuple[Fault, ...], course: Path | None = None) -> None:
        super().__init__(faults, course)
        self.faults = faults
        self.course = course

    def __str__(self) -> str:
        count = "1 fault" if len(self.faults) == 1 else f"{len(self.faults)} faults"
        where = f" in the course at {self.course}" if self.course else ""
        return "\n".join([f"{count}{where}:", *(str(fault) for fault in self.faults)])


class FaultLog:
    """Collects faults while a course is read."""

    def __init__(self) -> None:
        self._faults: list[Fault] = []

    def add(self, path: str, line: int | None, found: str, instead: str) -> None:
        """Note one fault; the same fault noted twice counts once."""
        fault = Fault(path, line, found, instead)
        if fault not in self._faults:
            self._faults.append(fault)

    def of(self, path: str) -> FileFaults:
        """A log for one file."""
        return FileFaults(self, path)

    def sorted(self) -> tuple[Fault, ...]:
        """All faults by path and line."""
        return tuple(sorted(self._faults, key=lambda fault: (fault.path, fault.line or 0)))


@dataclass(frozen=True)
class FileFaults:
    """Notes faults of one file."""

    log: FaultLog
    path: str

    def add(self, line: int | None, found: str, instead: str) -> None:
        """Note one fault of this file."""
        self.log.add(self.path, line, found, instead)


def one_of(name: str, known: Iterable[str]) -> str:
    """Advice for an unknown name: the closest known spelling, then all of them."""
    names = list(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.6)
    if not names:
        return "there is none to choose from"
    listed = ", ".join(f"`{each}`" for each in names)
    if len(names) == 1:
        return f"write {listed}"
    return f"did you mean `{close[0]}`? Known: {listed}" if close else f"write one of {listed}"
