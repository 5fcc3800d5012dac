"""What was handed in, kept beside its grades: a newer version of the course can grade it again when the files are gone.

A work is JSON, compressed, under the digest that attempts and hand-ins know it by. It is data only: reading one back
runs nothing.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from pydantic import TypeAdapter, ValidationError
from sqlalchemy import Connection, bindparam, insert, select

from autograder.gradebook.errors import GradebookError
from autograder.gradebook.tables import WORKS
from autograder.grading.intake import Refusal, Submitted, digest_of

MOST_BYTES = 64 << 20  # of one work, as JSON


@dataclass(frozen=True)
class HandedIn:
    """What one student handed in."""

    student: str
    files: dict[str, Submitted | Refusal | None]  # by unit
    answers: dict[str, dict[str, str]] = field(default_factory=dict)  # by unit and question
    at: datetime | None = None  # when, as timestamp.txt says

    @property
    def digest(self) -> str:
        """Names what was handed in."""
        files = digest_of(self.files)
        if not any(self.answers.values()):
            return files
        return hashlib.sha256(f"{files}{json.dumps(self.answers, sort_keys=True)}".encode()).hexdigest()


def keep_works(connection: Connection, found: Iterable[HandedIn]) -> None:
    """Keep each work that is not kept yet."""
    works = {one.digest: one for one in found}
    there = set(_among(connection, list(works)))
    rows = [{"digest": digest, "content": _packed(one)} for digest, one in works.items() if digest not in there]
    if rows:
        connection.execute(insert(WORKS), rows)


def work_of(connection: Connection, student: str, digest: str) -> HandedIn | None:
    """A work, as `student`'s; None if it was handed in before works were kept.

    Raises:
        GradebookError: it was changed by something else.
    """
    content = connection.execute(_CONTENT, {"of_digest": digest}).scalar_one_or_none()
    if content is None:
        return None
    try:
        unpacked = zlib.decompressobj()
        kept = _KEPT.validate_json(unpacked.decompress(content, MOST_BYTES))
    except (zlib.error, ValidationError) as problem:
        raise _changed(digest) from problem
    found = HandedIn(student, kept.files, kept.answers)
    if found.digest != digest:
        raise _changed(digest)
    return found


@dataclass(frozen=True)
class _Kept:
    files: dict[str, Submitted | Refusal | None]
    answers: dict[str, dict[str, str]]


_KEPT = TypeAdapter(_Kept)
_CONTENT = select(WORKS.c.content).where(WORKS.c.digest == bindparam("of_digest"))
_AT_ONCE = 500  # digests in one query


def _packed(one: HandedIn) -> bytes:
    return zlib.compress(_KEPT.dump_json(_Kept(one.files, one.answers)))


def _among(connection: Connection, digests: Sequence[str]) -> Iterable[str]:
    for first in range(0, len(digests), _AT_ONCE):
        some = digests[first : first + _AT_ONCE]
        yield from connection.execute(select(WORKS.c.digest).where(WORKS.c.digest.in_(some))).scalars()


def _changed(digest: str) -> GradebookError:
    return GradebookError(
        f"The work {digest[:12]} cannot be read: it was changed by something other than the grader. Restore the "
        "gradebook from a backup."
    )
