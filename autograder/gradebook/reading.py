"""Reading attempts out of the store, whole and with what persons changed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from sqlalchemy import Connection, Select, select

from autograder.gradebook import statements as sql
from autograder.gradebook.changes import adjustments_of
from autograder.gradebook.rows import Row, attempt_from_rows
from autograder.gradebook.tables import ANSWERS, ATTEMPTS, CHECKS
from autograder.results import AttemptResult


def read_attempt(connection: Connection, attempt_id: int) -> AttemptResult | None:
    """The record of an attempt; None if there is none."""
    row = connection.execute(sql.ATTEMPT, {"of_attempt": attempt_id}).mappings().first()
    if row is None:
        return None
    checks = connection.execute(sql.CHECKS_OF, {"of_attempt": attempt_id}).mappings().all()
    answers = connection.execute(sql.ANSWERS_OF, {"of_attempt": attempt_id}).mappings().all()
    changed = adjustments_of(connection, row["assignment"]).get(row["student"], ())
    return attempt_from_rows(row, checks, answers, changed)


def read_attempts(connection: Connection, which: Select[Any], values: Mapping[str, str]) -> list[AttemptResult]:
    """The records of the attempts at one assignment that `which` selects, in four queries however many they are."""
    attempts = connection.execute(which, values).mappings().all()
    ids = which.with_only_columns(ATTEMPTS.c.id)
    parts: list[dict[int, list[Row]]] = []
    for table in (CHECKS, ANSWERS):
        of_these = select(table).where(table.c.attempt_id.in_(ids)).order_by(table.c.id)
        parts.append({row["id"]: [] for row in attempts})
        for row in connection.execute(of_these, values).mappings():
            parts[-1][row["attempt_id"]].append(row)
    changed = adjustments_of(connection, values["assignment"])
    checks, answers = parts
    return [
        attempt_from_rows(row, checks[row["id"]], answers[row["id"]], changed.get(row["student"], ()))
        for row in attempts
    ]
