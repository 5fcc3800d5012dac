"""Whether students may see an assignment's results: rows that are added, of which the last is in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, bindparam, insert, select

from autograder.gradebook.rows import now
from autograder.gradebook.tables import PUBLICATIONS


@dataclass(frozen=True)
class Publication:
    """What students may see.

    Attributes:
        published: their results at all.
        shows_hidden: also what hidden checks called, and what came back.
        author: who decided; "" where nobody has.
        made_at: given by the gradebook.
    """

    published: bool = False
    shows_hidden: bool = False
    author: str = ""
    made_at: datetime | None = None


def add_publication(connection: Connection, assignment: str, decided: Publication) -> None:
    """Write the row."""
    values = {"published": decided.published, "shows_hidden": decided.shows_hidden, "author": decided.author}
    connection.execute(insert(PUBLICATIONS), values | {"assignment": assignment, "made_at": now()})


def publication_of(connection: Connection, assignment: str) -> Publication:
    """The last decision; of an assignment without any, that nothing is published."""
    row = connection.execute(_LAST, {"of_assignment": assignment}).mappings().first()
    if row is None:
        return Publication()
    return Publication(
        row["published"], row["shows_hidden"], row["author"], datetime.fromisoformat(row["made_at"])
    )  # fmt: skip


_LAST = (
    select(PUBLICATIONS)
    .where(PUBLICATIONS.c.assignment == bindparam("of_assignment"))
    .order_by(PUBLICATIONS.c.id.desc())
    .limit(1)
)
