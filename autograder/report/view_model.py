"""The parts of a student's page, in plain text: what `view` fills in, and HTML and Markdown write."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from autograder.report.arithmetic import AnswerView, Sum
from autograder.report.summary import Outcome
from autograder.results import RaceRecord

Mark = Literal["", "wrong", "right"]


@dataclass(frozen=True)
class CellView:
    """One value of a tensor; `mark` says that it differs from its counterpart."""

    value: str
    mark: Mark = ""


@dataclass(frozen=True)
class TensorView:
    """A small tensor: its matrices, each with its index ("" where it is the only one), and text below them."""

    label: str
    kind: str  # "float32 (2, 3)"
    matrices: tuple[tuple[str, tuple[tuple[CellView, ...], ...]], ...] = ()
    text: str = ""

    @property
    def has_differences(self) -> bool:
        """Whether any cell is marked."""
        return any(cell.mark == "wrong" for _, rows in self.matrices for row in rows for cell in row)


@dataclass(frozen=True)
class LineView:
    """A line of the student's file; `marked` is the character that a syntax error points at."""

    label: str
    number: int
    before: str
    marked: str = ""
    after: str = ""

    @property
    def code(self) -> str:
        """The whole line."""
        return self.before + self.marked + self.after


@dataclass(frozen=True)
class Row:
    """A check in a list."""

    outcome: Outcome
    mark: str
    place: str  # "Broadcasting: centre_rows"
    title: str  # "matches reference"; empty where the whole file is meant
    points: str  # "0/2"
    note: str  # "hidden, a different answer"
    reached: float = 0.0
    most: float = 0.0


@dataclass(frozen=True)
class Card:
    """A check that did not pass, in full."""

    row: Row
    hidden: bool
    summary: str
    detail: str  # more numbers; may be empty
    facts: tuple[tuple[str, str], ...]  # what was called, what came back, what was expected
    meaning: str
    question: str
    line: LineView | None
    tensors: tuple[TensorView, ...]
    same_cause: str  # a sentence about the other checks that fail for the same reason
    mistake_in: str = ""  # the unit, if a mistake was recognised


@dataclass(frozen=True)
class Section:
    """A heading, a sentence below it, and checks."""

    heading: str
    note: str
    rows: tuple[Row, ...]


@dataclass(frozen=True)
class RaceView:
    """A race that was run, won or not."""

    place: str
    sentence: str
    record: RaceRecord


@dataclass(frozen=True)
class AttemptView:
    """Everything on a student's page, in the order in which it stands there."""

    assignment: str
    student: str
    points: str  # "17 of 20 points"
    share: int  # percent of the points, 0 to 100
    sentences: tuple[str, ...]
    warnings: tuple[str, ...]
    first: Card | None
    first_heading: str
    others: tuple[Card, ...]
    sections: tuple[Section, ...]  # not run, not written, the grader's own problems
    passed: tuple[tuple[str, tuple[Row, ...]], ...]  # by place
    races: tuple[RaceView, ...]
    printed: tuple[tuple[str, str], ...]  # place and title, text
    arithmetic: tuple[Sum, ...]  # where the grade is more than the points of checks
    answers: tuple[AnswerView, ...]
    notes: tuple[str, ...]
    about: tuple[tuple[str, str], ...]
