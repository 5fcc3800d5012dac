"""What students handed in, and when: rows that are added and never changed.

A run that finds for a student what the last row says adds none. One that finds the same work with another time adds a
row that corrects it: whoever collects knows best when work came. No correction is a time after the work was first
noted, since the work was there by then: somebody handed it in again, and it keeps its time. Nor is no time at all:
whoever grades a folder without a timestamp does not make known times unknown.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Connection, bindparam, insert, select

from autograder.gradebook.rows import now
from autograder.gradebook.tables import HAND_INS


@dataclass(frozen=True)
class HandIn:
    """What one student handed in.

    Attributes:
        digest: names the work, as an attempt's `submission_digest` does.
        at: when; None where nobody knows.
    """

    student: str
    digest: str
    at: datetime | None = None


def note_hand_ins(connection: Connection, assignment: str, found: Iterable[HandIn]) -> None:
    """Add a row for each that differs from the student's last."""
    last = {student: rows[-1][0] for student, rows in _rows_of(connection, assignment).items()}
    new = [one for one in found if _is_news(_same_zone(one), last.get(one.student))]
    values = [
        {
            "student": one.student,
            "assignment": assignment,
            "submission_digest": one.digest,
            "handed_in_at": None if one.at is None else one.at.astimezone(UTC).isoformat(),
            "noted_at": now(),
        }
        for one in new
    ]
    if values:
        connection.execute(insert(HAND_INS), values)


def submissions_of(connection: Connection, assignment: str) -> dict[str, list[HandIn]]:
    """By student, first to last; the same work several times in a row is one submission."""
    found: dict[str, list[HandIn]] = {}
    for student, rows in _rows_of(connection, assignment).items():
        kept = found[student] = []
        there_by = datetime.max.replace(tzinfo=UTC)  # when the last one was noted first
        for row, noted in rows:
            if not kept or kept[-1].digest != row.digest:
                kept.append(row)
                there_by = noted
            elif row.at is not None and row.at <= there_by:
                kept[-1] = row
    return found


def _rows_of(connection: Connection, assignment: str) -> dict[str, list[tuple[HandIn, datetime]]]:
    """The rows of each student, with the moment at which each was noted."""
    found: dict[str, list[tuple[HandIn, datetime]]] = defaultdict(list)
    for row in connection.execute(_OF_ASSIGNMENT, {"of_assignment": assignment}).mappings():
        at = row["handed_in_at"]
        one = HandIn(row["student"], row["submission_digest"], None if at is None else datetime.fromisoformat(at))
        found[one.student].append((one, datetime.fromisoformat(row["noted_at"])))
    return found


def _is_news(one: HandIn, last: HandIn | None) -> bool:
    if last is not None and one.at is None:
        return one.digest != last.digest
    return one != last


def _same_zone(one: HandIn) -> HandIn:
    return one if one.at is None else HandIn(one.student, one.digest, one.at.astimezone(UTC))


_OF_ASSIGNMENT = select(HAND_INS).where(HAND_INS.c.assignment == bindparam("of_assignment")).order_by(HAND_INS.c.id)
