"""The course as objects: a course holds assignments, an assignment units, a unit its checks and mistakes.

Everything is frozen, holds plain data and paths only, and can be sent to another process.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.results import Lang, Text


class UnknownName(LookupError):  # noqa: N818 - says what happened
    """No such unit or assignment in the course; the message names close spellings."""


@dataclass(frozen=True)
class Limits:
    """What a submission may use: the first three for each check, the import once more, the totals for a unit."""

    cpu_seconds: int = 4
    wall_seconds: float = 15.0
    memory_mb: int = 1024
    import_seconds: float = 5.0
    total_cpu_seconds: float = 20.0
    total_wall_seconds: float = 60.0


@dataclass(frozen=True)
class CheckInfo:
    """One check function of a test file."""

    name: str
    path: Path
    line: int  # of `def`
    hidden: bool
    points: float
    of: str  # the exported function or class that it exercises
    needs: tuple[str, ...] = ()  # earlier checks of the same file
    zh: str = ""  # its title in Chinese: its docstring

    def title(self, parameter: str = "") -> Text:
        """What people read: `test_centre_rows_matches_reference` of centre_rows -> "matches reference".

        Args:
            parameter: pytest's "[param]" where the check is parametrized.
        """
        name = self.name.removeprefix("test_")
        en = name.removeprefix(f"{self.of}_").replace("_", " ") or name
        return Text(en=en + parameter, zh=(self.zh or en) + parameter)


@dataclass(frozen=True)
class MistakeInfo:
    """One wrong implementation, and what is said when it is recognised."""

    id: str
    of: str  # the exported function or class that it replaces
    function: str  # the name that it has in mistakes.py
    line: int  # of `def` or `class`
    en: tuple[str, str]  # meaning, question
    zh: tuple[str, str]
    raises: str | None = None  # pattern that the student's exception text must match
    has_matches: bool = False  # `matches=` is given: it decides instead of a comparison of answers
    fork: bool = False  # its replay gets a process of its own
    parameters: tuple[str, ...] = ()  # what placeholders may name besides `result`; of a class: those of all methods


@dataclass(frozen=True)
class QuestionInfo:
    """A question that is answered in words, and marked by a person."""

    name: str
    points: float
    text: Text
    scheme: Text | None = None  # how it is marked: for those who do it


@dataclass(frozen=True)
class BenchInfo:
    """What `autograder bench` runs for one function.

    An input is the shape of a float32 tensor of normal numbers, or a number that is handed over as it is.
    """

    baseline: str  # the slow version, of baseline.py
    inputs: tuple[tuple[int, ...] | int | float, ...]
    published: float  # how many times as fast as the baseline the solution was where the course was made
    large: tuple[tuple[int, ...] | int | float, ...] = ()  # inputs for which a GPU pays; the baseline never gets them


@dataclass(frozen=True)
class Unit:
    """One unit of 10 to 20 minutes."""

    id: str  # "u04_broadcasting"
    assignment_id: str  # "a1_tensors"
    path: Path
    title: Text
    minutes: int
    functions: tuple[str, ...]  # what the student writes, in order
    solution_path: Path
    parameters: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)  # also `Counter`, `Counter.up`
    forbidden: Mapping[str, tuple[str, ...]] = field(default_factory=dict, hash=False)  # function: dotted names
    limits: Limits = Limits()
    imports: tuple[str, ...] = ()  # modules that it needs beyond torch, imported before code is confined
    hints: Mapping[str, tuple[Text, ...]] = field(default_factory=dict, hash=False)  # function: three levels
    egg: str | None = None  # Python source that defines `egg(unit)`
    checks: tuple[CheckInfo, ...] = ()  # public ones first, each file in its own order
    mistakes: tuple[MistakeInfo, ...] = ()  # in the author's order
    questions: tuple[QuestionInfo, ...] = ()  # for a person to mark
    replayable: Mapping[str, str] = field(default_factory=dict, hash=False)  # hidden check: why a replay may pass
    equivalent: Mapping[str, str] = field(default_factory=dict, hash=False)  # mutant of the solution: why it is right
    float64: tuple[str, ...] = ()
    helpers_path: Path | None = None
    baseline_path: Path | None = None
    bench: Mapping[str, BenchInfo] = field(default_factory=dict, hash=False)  # function: how its speed is shown
    handouts: Mapping[Lang, Path] = field(default_factory=dict, hash=False)
    digest: str = ""  # SHA-256 over the files that influence grading

    @property
    def key(self) -> str:
        """The unit's place in the course: `a1_tensors/u04_broadcasting`."""
        return f"{self.assignment_id}/{self.id}"

    @property
    def short(self) -> str:
        """The key that students see: `a1/u04`."""
        return f"{short_id(self.assignment_id)}/{short_id(self.id)}"

    def checks_of(self, function: str) -> tuple[CheckInfo, ...]:
        """The checks that exercise one function."""
        return tuple(check for check in self.checks if check.of == function)

    def mistakes_of(self, function: str) -> tuple[MistakeInfo, ...]:
        """The mistakes of one function, in the author's order."""
        return tuple(mistake for mistake in self.mistakes if mistake.of == function)


@dataclass(frozen=True)
class Assignment:
    """What is handed in together."""

    id: str  # "a1_tensors"
    path: Path
    title: Text
    units: tuple[Unit, ...]
    digest: str = ""

    def unit(self, name: str) -> Unit:
        """The unit called `u04_broadcasting`, or `u04` for short. Raises `UnknownName`."""
        for unit in self.units:
            if name in (unit.id, short_id(unit.id)):
                return unit
        raise UnknownName(_unknown("unit", name, self.id, [unit.id for unit in self.units]))


@dataclass(frozen=True)
class Course:
    """The whole tree."""

    path: Path
    title: Text
    assignments: tuple[Assignment, ...]
    digest: str = ""
    repository: str = ""  # where students find it: "https://github.com/OWNER/REPO"
    branch: str = "main"

    @property
    def units(self) -> tuple[Unit, ...]:
        """All units in the course's order."""
        return tuple(unit for assignment in self.assignments for unit in assignment.units)

    def assignment(self, name: str) -> Assignment:
        """The assignment called `a1_tensors`, or `a1` for short. Raises `UnknownName`."""
        for assignment in self.assignments:
            if name in (assignment.id, short_id(assignment.id)):
                return assignment
        raise UnknownName(_unknown("assignment", name, "the course", [each.id for each in self.assignments]))

    def unit(self, key: str) -> Unit:
        """The unit at `a1_tensors/u04_broadcasting`, or `a1/u04` for short. Raises `UnknownName`."""
        assignment, slash, name = key.partition("/")
        if not slash:
            raise UnknownName(
                f"`{key}` names no unit: expected ASSIGNMENT/UNIT, such as `a1_tensors/u04_broadcasting` or `a1/u04`."
            )
        return self.assignment(assignment).unit(name)


def course_folder(path: Path) -> Path:
    """The folder as pytest names the files that it collects: absolute, and without `..`, as in `../reference`."""
    return path.resolve() if ".." in path.parts else path.absolute()


def short_id(name: str) -> str:
    """`u04_broadcasting` -> `u04`."""
    return name.partition("_")[0]


def _unknown(kind: str, name: str, where: str, known: Iterable[str]) -> str:
    names = list(known)
    close = difflib.get_close_matches(name, names, n=1)
    advice = f"Did you mean `{close[0]}`?" if close else f"There are: {', '.join(names) or 'none'}."
    return f"No {kind} `{name}` in {where}. {advice}"
