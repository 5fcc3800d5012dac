"""What the page of a class says, in plain text: `class_page` and `class_sections` fill it in, class.html writes it."""

from __future__ import annotations

from dataclasses import dataclass

from markupsafe import Markup

from autograder.report.summary import Outcome


@dataclass(frozen=True)
class Figure:
    """A chart, and what its colours mean."""

    svg: Markup
    legend: tuple[tuple[str, str], ...] = ()  # look, label


@dataclass(frozen=True)
class StuckPlace:
    """A function, and who is stuck there: each with the number of submissions."""

    place: str
    students: tuple[tuple[Student, int], ...]
    more: int


@dataclass(frozen=True)
class ItemRow:
    """A check in the item analysis."""

    unit: str
    function: str
    title: str
    hidden: bool
    failed: str
    difficulty: str
    discrimination: str
    flags: tuple[tuple[bool, str], ...]  # whether it is bad news, text


@dataclass(frozen=True)
class TimingView:
    """When work was handed in."""

    figures: tuple[tuple[str, str], ...]
    chart: Figure | None


@dataclass(frozen=True)
class RegradeRow:
    """What a re-grade changed for one student."""

    student: Student
    before: str
    after: str
    difference: str
    is_loss: bool
    checks: tuple[str, ...]
    more: int


@dataclass(frozen=True)
class RegradeView:
    """What the last re-grade changed."""

    sentences: tuple[str, ...]
    rows: tuple[RegradeRow, ...]


@dataclass(frozen=True)
class Sections:
    """What the page tells beside students and mistakes."""

    progress: Figure | None
    stuck: tuple[StuckPlace, ...]
    items: tuple[ItemRow, ...]
    timing: TimingView
    regrade: RegradeView | None
    published: str


@dataclass(frozen=True)
class Student:
    """A student's name and page."""

    name: str
    page: str  # a relative address; "" if there is none


@dataclass(frozen=True)
class Attention:
    """Something that an instructor has to do about the grading itself."""

    title: str
    advice: str
    items: tuple[tuple[Student, tuple[str, ...]], ...]  # whom it concerns, and what exactly
    more: int  # so many students more


@dataclass(frozen=True)
class Mistake:
    """A mistake that students made."""

    name: str
    place: str
    count: str
    share: int  # percent of the class
    meaning: str
    question: str
    page: str  # of the unit; "" if there is none
    students: tuple[Student, ...]
    more: int


@dataclass(frozen=True)
class UnitCell:
    """One student's checks of one unit."""

    points: str
    share: int
    marks: tuple[tuple[Outcome, str, str], ...]  # outcome, mark, the check's title


@dataclass(frozen=True)
class Line:
    """One student's row."""

    student: Student
    name: str
    section: str
    points: str
    units: tuple[UnitCell | None, ...]
    happened: str
    state: str
    is_final: bool


@dataclass(frozen=True)
class ClassView:
    """Everything on the page, in the order in which it stands there."""

    title: str
    figures: tuple[tuple[str, str], ...]
    attention: tuple[Attention, ...]
    histogram: Figure | None
    mistakes: tuple[Mistake, ...]
    sections: Sections
    has_names: bool
    has_sections: bool
    units: tuple[tuple[str, str, str], ...]  # short name, title, page
    lines: tuple[Line, ...]
    averages: tuple[str, ...]  # of all points, then of each unit
    legend: tuple[tuple[Outcome, str, str], ...]
    confinement: tuple[str, ...]
