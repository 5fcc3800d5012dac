"""The tables of the gradebook. Types are those that every database has; payloads are JSON text, times ISO 8601 in UTC.

Change a table, and `SCHEMA_VERSION` changes too; `ADDED` says which tables a newer version has more.
"""

from __future__ import annotations

from sqlalchemy import (
    Boolean,
    Column,
    Double,
    ForeignKey,
    Index,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Table,
    Text,
    UniqueConstraint,
)

SCHEMA_VERSION = 4

METADATA = MetaData()

# One row: which layout the other tables have, and which release made them.
SCHEMA_TABLE = Table(
    "gradebook_schema",
    METADATA,
    Column("version", Integer, nullable=False),
    Column("made_by", String(64), nullable=False),
)

ATTEMPTS = Table(
    "attempts",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("student", String(255), nullable=False),
    Column("assignment", String(255), nullable=False),
    Column("number", Integer, nullable=False),
    Column("submission_digest", String(128), nullable=False),
    Column("course_digest", String(128), nullable=False),
    Column("grader_version", String(64), nullable=False),
    Column("seed_id", String(64), nullable=False),
    Column("confinement", String(8), nullable=False),
    Column("started_at", String(32), nullable=False),
    Column("finished_at", String(32)),
    Column("notes", Text, nullable=False),  # JSON: a list of {"en", "zh"}
    UniqueConstraint("student", "assignment", "number"),
    Index("attempts_by_assignment", "assignment"),
)

# `check_name`, since `check` is a word of SQL and would have to be quoted in every query written by hand.
CHECKS = Table(
    "checks",
    METADATA,
    Column("id", Integer, primary_key=True),  # in the order of writing
    Column("attempt_id", ForeignKey(ATTEMPTS.c.id), nullable=False),
    Column("unit", String(200), nullable=False),
    Column("check_name", String(500), nullable=False),
    Column("title", Text),  # JSON: {"en", "zh"}
    Column("function", String(255)),
    Column("hidden", Boolean, nullable=False),
    Column("status", String(16), nullable=False),
    Column("reason", String(32)),
    Column("points", Double, nullable=False),
    Column("max_points", Double, nullable=False),
    Column("mistake", String(255)),
    Column("cpu_seconds", Double, nullable=False),
    Column("wall_seconds", Double, nullable=False),
    Column("feedback", Text),  # JSON
    Column("race", Text),  # JSON
    UniqueConstraint("attempt_id", "unit", "check_name"),
)

# What was written in answer to questions that a person marks.
ANSWERS = Table(
    "answers",
    METADATA,
    Column("id", Integer, primary_key=True),  # in the order of writing
    Column("attempt_id", ForeignKey(ATTEMPTS.c.id), nullable=False),
    Column("unit", String(200), nullable=False),
    Column("question", String(255), nullable=False),
    Column("title", Text, nullable=False),  # JSON: {"en", "zh"}
    Column("answer", Text, nullable=False),
    Column("max_points", Double, nullable=False),
    UniqueConstraint("attempt_id", "unit", "question"),
)

# Changes of grades by persons. Append-only: a row that names another in `replaces` takes its place, and one without
# points takes it back. `origin` says where a change is kept in step with: "nbgrader"; NULL for those typed in here.
ADJUSTMENTS = Table(
    "adjustments",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("student", String(255), nullable=False),
    Column("assignment", String(255), nullable=False),
    Column("unit", String(200)),
    Column("item", String(255)),
    Column("hidden", Boolean),
    Column("kind", String(8), nullable=False),
    Column("points", Double),
    Column("reason", Text, nullable=False),
    Column("author", String(255), nullable=False),
    Column("made_at", String(32), nullable=False),
    Column("origin", String(32)),
    Column("replaces", ForeignKey("adjustments.id"), unique=True),
    Index("adjustments_by_assignment", "assignment", "student"),
)

# What was handed in, and when: a row for each time that a run found something else than the row before it says.
# `handed_in_at` is NULL where nobody knows.
HAND_INS = Table(
    "hand_ins",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("student", String(255), nullable=False),
    Column("assignment", String(255), nullable=False),
    Column("submission_digest", String(128), nullable=False),
    Column("handed_in_at", String(32)),
    Column("noted_at", String(32), nullable=False),
    Index("hand_ins_by_assignment", "assignment", "student"),
)

# What was handed in, by its digest.
WORKS = Table(
    "works",
    METADATA,
    Column("digest", String(128), primary_key=True),
    Column("content", LargeBinary, nullable=False),  # JSON, compressed with zlib
)

# Whether students may see an assignment's results. Append-only: the last row of an assignment is in force.
PUBLICATIONS = Table(
    "publications",
    METADATA,
    Column("id", Integer, primary_key=True),
    Column("assignment", String(255), nullable=False),
    Column("published", Boolean, nullable=False),
    Column("shows_hidden", Boolean, nullable=False),
    Column("author", String(255), nullable=False),
    Column("made_at", String(32), nullable=False),
)

ADDED = {3: (ANSWERS, ADJUSTMENTS), 4: (HAND_INS, WORKS, PUBLICATIONS)}
