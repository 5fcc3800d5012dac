"""The rules of a class, class.toml: who is in it, until when work is taken, what late work costs, how often.

    roster = "roster.csv"
    keeps = "last"                # or "best": which submission counts
    attempts = 5                  # so many submissions count; without this line any number

    [late]                        # without it nothing is taken off, and `collect` takes nothing after the deadline
    grace_minutes = 15
    free_days = 3                 # late days of the course, without loss
    percent_per_day = 10
    percent_of = "score"          # or "max_score"
    cut_off_days = 7              # nothing that comes later counts; without this line there is no end

    [assignments.a1_tensors]
    deadline = "2026-10-01T23:59+02:00"
    attempts = 3                  # what differs for this one

    [assignments.a1_tensors.extensions]
    s17 = "+48h"                  # in place of what the roster says

It belongs to a class, not to the course, which other classes take too. It is read anew whenever grades are shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from pathlib import Path
from typing import Annotated, Any, Literal

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field

from autograder.course import Course, UnknownName
from autograder.course.faults import CourseFaults, FaultLog, FileFaults, one_of
from autograder.course.toml import TomlLines, read_toml
from autograder.gradebook.late import LateError, LatePolicy, PerDay, load_policy
from autograder.gradebook.roster import Entry, RosterError, extended, read_moment, read_roster

CLASS_FILE = Path("class.toml")

Keeps = Literal["last", "best"]


class RulesError(Exception):
    """class.toml, or what it names, cannot be used; the message lists every fault."""


@dataclass(frozen=True)
class AssignmentRules:
    """The rules of one assignment. `attempts`: so many submissions count; None: any number."""

    deadline: datetime | None = None
    keeps: Keeps = "last"
    attempts: int | None = None
    extensions: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Rules:
    """The rules of a class. Without a class.toml: the last submission counts, and there is no deadline.

    Attributes:
        late: what late work costs; None: nothing.
        free_days: late days of the course; None: it has none.
        grace: so much later is not late.
        cut_off: so long after a deadline work counts; None: for ever.
        assignments: those that have rules of their own, by id.
    """

    path: Path | None = None
    roster: tuple[Entry, ...] = ()
    late: LatePolicy | None = None
    free_days: int | None = None
    grace: timedelta = timedelta()
    cut_off: timedelta | None = None
    common: AssignmentRules = field(default_factory=AssignmentRules)
    assignments: Mapping[str, AssignmentRules] = field(default_factory=dict)

    def of(self, assignment: str) -> AssignmentRules:
        """The rules of an assignment."""
        return self.assignments.get(assignment, self.common)

    def entry(self, student: str) -> Entry:
        """What the roster has about a student."""
        return self._entries().get(student, Entry(student))

    def deadline(self, assignment: str, student: str) -> datetime | None:
        """A student's deadline, with an extension; None if there is none."""
        rules = self.of(assignment)
        if rules.deadline is not None and student in rules.extensions:
            return extended(rules.deadline, rules.extensions[student])
        return self.entry(student).deadline(rules.deadline)

    def taken_until(self, assignment: str, student: str) -> datetime | None:
        """Until when work is collected; None if there is no end."""
        last = self.deadline(assignment, student)
        if last is None or self.late is None:
            return last
        return None if self.cut_off is None else last + self.cut_off + self.grace

    def _entries(self) -> Mapping[str, Entry]:
        return {entry.student: entry for entry in self.roster}


def read_rules(path: Path, course: Course) -> Rules:
    """The rules in a class.toml.

    Raises:
        RulesError: it cannot be used; all faults at once, each with its line.
    """
    log = FaultLog()
    faults = log.of(path.name)
    try:
        text = path.read_bytes().decode("utf-8-sig")  # some editors begin a file with a byte order mark
    except (OSError, UnicodeDecodeError) as problem:
        raise RulesError(f"{path} cannot be read: {problem}. It is a TOML file in UTF-8.") from None
    found, lines = read_toml(text, _ClassToml, faults)
    rules = None if found is None else _rules(found, path, course, lines, faults)
    if rules is None or log.sorted():
        raise RulesError(str(CourseFaults(log.sorted())))
    return rules


def _rules(found: _ClassToml, path: Path, course: Course, lines: TomlLines, faults: FileFaults) -> Rules:
    common = AssignmentRules(None, found.keeps, found.attempts)
    late, policy = found.late, None
    roster = _roster(found.roster, path, lines, faults)
    grace = timedelta(minutes=late.grace_minutes) if late else timedelta()
    if late is not None:
        try:
            policy = _policy(late, path.parent, grace)
        except LateError as problem:
            faults.add(lines.line(("late", "class")), str(problem), "correct the class, or leave the line out")
    assignments = {}
    for name, own in found.assignments.items():
        try:
            id_ = course.assignment(name).id
        except UnknownName:
            known = [assignment.id for assignment in course.assignments]
            faults.add(lines.line(("assignments", name)), f"the course has no assignment `{name}`", one_of(name, known))
            continue
        if id_ in assignments:
            faults.add(lines.line(("assignments", name)), f"`{id_}` stands there twice", "put both tables into one")
        assignments[id_] = AssignmentRules(
            own.deadline, own.keeps or found.keeps, own.attempts or found.attempts, own.extensions
        )
        for student, extension in own.extensions.items():
            place = lines.line(("assignments", name, "extensions", student))
            _look_at_extension(student, extension, own.deadline, roster, place, faults)
    free = late.free_days if late and late.free_days else None
    cut_off = timedelta(days=late.cut_off_days) if late and late.cut_off_days is not None else None
    return Rules(path, roster, policy, free, grace, cut_off, common, assignments)


def _policy(late: _LateToml, folder: Path, grace: timedelta) -> LatePolicy:
    if late.own:
        return load_policy(late.own, folder, late.options)
    return PerDay(late.percent_per_day, late.percent_of, grace, late.free_days)


def _roster(name: str | None, path: Path, lines: TomlLines, faults: FileFaults) -> tuple[Entry, ...]:
    if name is None:
        return ()
    if not name.isprintable():
        faults.add(lines.line(("roster",)), f"`roster` is {name!r}", "write / between folders")
        return ()
    try:
        return tuple(read_roster(path.parent / name))
    except RosterError as problem:
        faults.add(lines.line(("roster",)), str(problem), "correct the roster, or the path, seen from class.toml")
        return ()


def _look_at_extension(
    student: str, extension: str, deadline: datetime | None, roster: Iterable[Entry], line: int | None,
    faults: FileFaults,
) -> None:  # fmt: skip
    if deadline is None:
        faults.add(line, f"an extension for {student}, and no deadline", "give the assignment a deadline")
        return
    try:
        extended(deadline, extension)
    except ValueError as problem:
        faults.add(line, str(problem), 'write "+48h", "+2d", or a moment')
    known = [entry.student for entry in roster]
    if known and student not in known:
        faults.add(line, f"the roster has no student {student!r}", one_of(student, known))


# ---------------------------------------------------------------------- the file, as an instructor writes it


def _moment(value: object) -> datetime:
    """TOML has moments; in quotation marks they are taken too."""
    return read_moment(value.isoformat() if isinstance(value, date | time) else str(value))


def _extension(value: object) -> object:
    return value.isoformat() if isinstance(value, datetime) else value


_Moment = Annotated[datetime, BeforeValidator(_moment)]
_Extension = Annotated[str, BeforeValidator(_extension)]
_Minutes = Annotated[float, Field(ge=0, le=100_000, allow_inf_nan=False)]
_Days = Annotated[float, Field(ge=0, le=1000, allow_inf_nan=False)]


def _fit(late: _LateToml) -> _LateToml:
    if late.own and {"free_days", "percent_per_day", "percent_of"} & late.model_fields_set:
        raise ValueError("`class` decides alone: free_days, percent_per_day and percent_of say nothing then")
    if late.options and not late.own:
        raise ValueError("`options` are for `class`, which is not there")
    return late


class _Strict(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class _LateToml(_Strict):
    grace_minutes: _Minutes = Field(default=0.0, description="a number of minutes, up to 100000")
    free_days: int = Field(default=0, ge=0, description="a whole number of days")
    percent_per_day: float = Field(default=0.0, ge=0, le=100, description="a number from 0 to 100")
    percent_of: Literal["score", "max_score"] = Field(default="score", description='"score" or "max_score"')
    cut_off_days: _Days | None = Field(
        default=None, description="a number of days up to 1000, or leave it out for no end"
    )
    own: str | None = Field(default=None, alias="class", description='"FILE.py:CLASS", the file beside class.toml')
    options: dict[str, Any] = Field(default_factory=dict, description="what the class is made with")


_Late = Annotated[_LateToml, AfterValidator(_fit)]


class _AssignmentToml(_Strict):
    deadline: _Moment | None = Field(default=None, description='a moment with its zone: "2026-10-01T23:59+02:00"')
    keeps: Keeps | None = Field(default=None, description='"last" or "best"')
    attempts: int | None = Field(default=None, ge=1, description="a whole number above 0")
    extensions: dict[str, _Extension] = Field(
        default_factory=dict,
        description='"+48h", "+2d", or a moment; an id with other signs than A to Z, digits, - and _ stands in '
        'quotation marks: "li.lei" = "+2d"',
    )


class _ClassToml(_Strict):
    roster: str | None = Field(default=None, description='the roster\'s path, seen from class.toml: "roster.csv"')
    keeps: Keeps = Field(default="last", description='"last" or "best"')
    attempts: int | None = Field(default=None, ge=1, description="a whole number above 0, or leave it out")
    late: _Late | None = Field(default=None, description="a table: [late], and its lines below it; see docs/classes.md")
    assignments: dict[str, _AssignmentToml] = Field(
        default_factory=dict, description="a table for each assignment: [assignments.a1_tensors]"
    )
