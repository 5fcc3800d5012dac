"""Changes of grades by persons: rows that are added and never changed. What is in force follows from them."""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import Connection, bindparam, insert, select

from autograder.gradebook.errors import GradebookError
from autograder.gradebook.rows import Row, now
from autograder.gradebook.tables import ADJUSTMENTS
from autograder.results import Adjustment, Place

Kind = Literal["add", "set"]


@dataclass(frozen=True)
class Change:
    """One row.

    Attributes:
        points: to add, or to set in place of what the checks gave; None takes the change back that it `replaces`.
        origin: what keeps the change in step with another program ("nbgrader"); None for one that was typed in here.
        replaces: the id of an earlier change of the same student, whose place it takes.
        id, made_at: given by the gradebook.
    """

    student: str
    assignment: str
    points: float | None
    reason: str
    author: str
    place: Place = field(default_factory=Place)
    kind: Kind = "add"
    origin: str | None = None
    replaces: int | None = None
    id: int = 0
    made_at: datetime | None = None

    def adjustment(self) -> Adjustment:
        """As a result tells it."""
        if self.points is None or self.made_at is None:
            raise ValueError("this change is not in force")
        return Adjustment(
            id=self.id, place=self.place, kind=self.kind, points=self.points, reason=self.reason, author=self.author,
            made_at=self.made_at, origin=self.origin,
        )  # fmt: skip


def refuse_unsound(change: Change) -> None:
    """Refuse a change that could not be explained to a student.

    Raises:
        GradebookError: no reason, no author, no finite points, or points set for more than one thing.
    """
    if not change.reason.strip():
        raise GradebookError("A change of a grade needs a reason: the student will read it.")
    if not change.author.strip():
        raise GradebookError("A change of a grade needs an author.")
    if change.points is None and change.replaces is None:
        raise GradebookError("A change without points takes another back, and names it.")
    if change.points is not None and not math.isfinite(change.points):
        raise GradebookError(f"{change.points} are no points: a finite number is wanted.")
    if change.points is not None and change.kind == "set" and (not change.place.item or change.points < 0):
        raise GradebookError(
            "Points are set for one function's public or hidden checks, or for one question, and are not negative. "
            "Of a whole assignment or unit, add points or take some away."
        )


def add_change(connection: Connection, change: Change) -> int:
    """Write the row; its id."""
    values = asdict(change) | change.place.model_dump() | {"made_at": now()}
    for name in ("id", "place"):
        del values[name]
    made = connection.execute(insert(ADJUSTMENTS), values).inserted_primary_key or (0,)
    return int(made[0])


def changes_of(connection: Connection, assignment: str) -> list[Change]:
    """All rows of an assignment, first to last."""
    return [_change(row) for row in connection.execute(_OF_ASSIGNMENT, {"of_assignment": assignment}).mappings()]


def in_force(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """Those that count, by student, each in the order of writing."""
    changes = list(changes)
    replaced = {change.replaces for change in changes}
    found: dict[str, list[Change]] = defaultdict(list)
    for change in changes:
        if change.id not in replaced and change.points is not None:
            found[change.student].append(change)
    return found


def adjustments_of(connection: Connection, assignment: str) -> Mapping[str, tuple[Adjustment, ...]]:
    """What is in force, by student."""
    found = in_force(changes_of(connection, assignment))
    return {student: tuple(change.adjustment() for change in changes) for student, changes in found.items()}


def _change(row: Row) -> Change:
    values: dict[str, Any] = dict(row)
    place = Place(**{name: values.pop(name) for name in Place.model_fields})
    return Change(**values | {"place": place, "made_at": datetime.fromisoformat(row["made_at"])})


_OF_ASSIGNMENT = (
    select(ADJUSTMENTS).where(ADJUSTMENTS.c.assignment == bindparam("of_assignment")).order_by(ADJUSTMENTS.c.id)
)
