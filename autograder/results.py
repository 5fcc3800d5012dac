"""The result model: the vocabulary that grading, the store and every report share.

Everything here is frozen and versioned. A grading run makes `CheckResult`s, one for each collected check, and an
`AttemptResult` that holds them; `report/` turns that record into any format. Change a field, and `SCHEMA` changes too.
"""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

SCHEMA = "torchgrade/result/v1"

Lang = Literal["en", "zh"]
LANGS: tuple[Lang, ...] = ("en", "zh")


class Status(StrEnum):
    """How a check ended. `ERROR` means that the grader broke, never the student."""

    PASSED = "passed"
    FAILED = "failed"
    ERROR = "error"


class Reason(StrEnum):
    """Why a check did not pass."""

    MISMATCH = "mismatch"  # an answer differs from what was expected
    RAISED = "raised"  # the student's code raised an exception
    NOT_ATTEMPTED = "not_attempted"  # missing file or function, or NotImplementedError
    BLOCKED = "blocked"  # a check that this one needs did not pass
    TIMEOUT = "timeout"  # CPU or wall seconds ran out
    CRASHED = "crashed"  # the process died, or its reply made no sense
    FORBIDDEN = "forbidden"  # a call that the handout rules out
    CHANGED_ARGUMENT = "changed_argument"  # an argument was changed in place without being asked for
    UNEXPECTED = "unexpected"  # the check tripped over the student's value, not over the reference's
    TOO_LARGE = "too_large"  # an answer over the size that a reply may have
    SYNTAX_ERROR = "syntax_error"  # the file does not parse
    IMPORT_FAILED = "import_failed"  # the file raised, or took too long, while it was imported
    UNREADABLE = "unreadable"  # the file was refused at intake: a link, not UTF-8, too large, ...
    TOO_SLOW = "too_slow"  # right, but the race that it needs was not won, or only in part
    GRADER = "grader"  # the check or the grader itself is at fault (status `error`)
    VOID = "void"  # a measurement that was too disturbed to count (status `error`)
    NOT_HERE = "not_here"  # the grading machine lacks a package that the unit needs (status `error`)


class Level(StrEnum):
    """How well student code was confined; from `jail.md`: A namespaces and B, B landlock + seccomp + rlimits,
    C seccomp + rlimits + another user, D rlimits only ("unsealed")."""

    A = "A"
    B = "B"
    C = "C"
    D = "D"


class Frozen(BaseModel):
    """Base of all records: immutable, and unknown fields are refused."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Text(Frozen):
    """One text in both languages of the course."""

    en: str
    zh: str

    def in_(self, lang: Lang) -> str:
        """The text in `lang`."""
        return self.zh if lang == "zh" else self.en


class SourceLine(Frozen):
    """A line of the student's own file."""

    file: str
    line: int = Field(ge=1)
    code: str = ""
    column: int | None = None  # 1-based; known for syntax errors


class Cells(Frozen):
    """A small tensor as a report can draw it: `values` row-major, already formatted; `differs` marks cells."""

    shape: tuple[int, ...]
    dtype: str
    values: tuple[str, ...]
    differs: tuple[bool, ...] = ()


class Revealed(Frozen):
    """What a hidden check keeps to itself until an instructor publishes it: takes the place of what is told before."""

    summary: Text
    called: str | None = None
    arguments: tuple[str, ...] = ()
    came_back: str | None = None
    expected: str | None = None
    got_cells: Cells | None = None
    expected_cells: Cells | None = None


class Feedback(Frozen):
    """What a student is told about a check that did not pass. All texts are plain; writers escape them."""

    summary: Text  # the one thing to look at first, a single sentence
    called: str | None = None  # what was called, as Python, e.g. "centre_rows(x)"
    arguments: tuple[str, ...] = ()  # what it was called with, e.g. "x: float32 (2, 3)"
    came_back: str | None = None  # what came back, e.g. "float32 (2, 2)" or "RuntimeError: The size of ..."
    expected: str | None = None  # public checks only
    meaning: Text | None = None  # what this usually means (from the mistake that was recognised)
    question: Text | None = None  # a question, or a thing to print
    where: SourceLine | None = None
    got_cells: Cells | None = None  # public checks only
    expected_cells: Cells | None = None  # public checks only
    printed: str = ""  # what the student's code printed, capped
    revealed: Revealed | None = None  # hidden checks only; never shown before the instructor says so

    def opened(self) -> Feedback:
        """With what was kept back, in its place."""
        kept = {} if self.revealed is None else {name: getattr(self.revealed, name) for name in Revealed.model_fields}
        return self.model_copy(update=kept | {"revealed": None})

    def covered(self) -> Feedback:
        """Without it."""
        return self if self.revealed is None else self.model_copy(update={"revealed": None})


class RaceStep(Frozen):
    """One threshold of a race."""

    ratio: float  # how many times as fast as the baseline
    points: float  # of the check, in all, when it is reached
    reached: bool


class RaceCount(Frozen):
    """What noise cannot touch, counted in one call: of the student's function and of the baseline."""

    kind: Literal["operators", "bytes", "flops"]
    student: int
    baseline: int
    student_larger: int | None = None  # on larger inputs, where the check names some
    baseline_larger: int | None = None


class RaceRecord(Frozen):
    """A race of a function against the baseline: how many times as fast it is, and how well that is known."""

    function: str
    baseline: str
    low: float  # the 99 % interval
    middle: float
    high: float
    steps: tuple[RaceStep, ...]
    rounds: tuple[tuple[tuple[float, float], ...], ...]  # CPU seconds of (baseline, student): pairs of each round
    calls: int  # in a request that was timed
    counts: tuple[RaceCount, ...] = ()


class CheckResult(Frozen):
    """One row: what became of one check of one submission."""

    unit: str  # "u04_broadcasting"
    check: str  # "test_centre_rows_matches_reference", with pytest's "[param]" where parametrized
    title: Text | None = None  # the check's name as people read it
    function: str | None  # the function or class that the check exercises
    hidden: bool
    status: Status
    reason: Reason | None = None  # None when passed
    points: float
    max_points: float
    mistake: str | None = None  # id of the mistake that was recognised
    feedback: Feedback | None = None
    race: RaceRecord | None = None
    cpu_seconds: float = 0.0
    wall_seconds: float = 0.0


class Answer(Frozen):
    """What a student wrote in answer to a question that a person marks."""

    unit: str
    question: str  # its name in unit.toml
    title: Text  # the question itself
    text: str  # empty where nothing was written
    max_points: float


class Place(Frozen):
    """What a change of a grade is about: all points of an assignment, a function's, or a question's."""

    unit: str | None = None  # None: the whole assignment
    item: str | None = None  # a function or class of the unit, or one of its questions
    hidden: bool | None = None  # of a function: the points of its public or of its hidden checks


class Adjustment(Frozen):
    """A change of a grade by a person, in force."""

    id: int
    place: Place = Place()
    kind: Literal["add", "set"]  # to what the checks gave, or in its stead
    points: float
    reason: str
    author: str
    made_at: datetime
    origin: str | None = None  # the program in which it was made, and is kept in step with: "nbgrader"


class Deduction(Frozen):
    """What the rules of a class take off a grade."""

    points: float  # negative, or 0 where a free day covers it
    reason: Text


class Standing(Frozen):
    """What the rules of a class make of an attempt, as they stand now."""

    submission: int | None  # which of the student's submissions it is of, 1 for the first; None: of none of them
    submissions: int  # so many there are
    allowed: int | None = None  # so many count; None: any number
    keeps: Literal["last", "best"] = "last"  # which of them counts
    counts: bool  # whether it is this attempt that counts
    deadline: datetime | None = None  # this student's
    extended: bool = False  # it is another than everybody's
    is_late: bool = False  # it came after that, and after the grace minutes
    deductions: tuple[Deduction, ...] = ()
    free_days_left: int | None = None  # late days of the course, after this assignment; None: there are none
    published: bool = False  # students may see it
    shows_hidden: bool = False  # and what hidden checks called and expected


class AttemptResult(Frozen):
    """One grading of one submission."""

    schema_: Literal["torchgrade/result/v1"] = Field(default="torchgrade/result/v1", alias="schema")
    student: str
    assignment: str
    number: int = Field(default=1, ge=1)  # 1 for the first attempt of this student at this assignment
    submission_digest: str
    course_digest: str
    grader_version: str
    seed_id: str  # names the secret without telling it
    confinement: Level
    started_at: datetime
    finished_at: datetime | None = None  # None while it runs, or when it was interrupted
    checks: tuple[CheckResult, ...] = ()
    answers: tuple[Answer, ...] = ()  # to the questions that a person marks
    notes: tuple[Text, ...] = ()  # e.g. a unit's file that was refused
    adjustments: tuple[Adjustment, ...] = ()  # of this student's grade, as they stand now; see `grades`
    handed_in_at: datetime | None = None  # as far as it is known
    standing: Standing | None = None  # None: no rules were looked at

    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=True)

    @property
    def points(self) -> float:
        """Points reached in checks; `grades.grade_of` has those of the grade."""
        return sum(check.points for check in self.checks)

    @property
    def max_points(self) -> float:
        """Points that could be reached in checks."""
        return sum(check.max_points for check in self.checks)

    @property
    def is_final(self) -> bool:
        """False while a row is `error` or the attempt has not finished: the grade may still change."""
        return self.finished_at is not None and all(check.status is not Status.ERROR for check in self.checks)
