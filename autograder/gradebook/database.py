"""Connecting to a database, the version of its schema, and what to say when it cannot be used."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, create_engine, event, insert, inspect, make_url, select, update
from sqlalchemy.exc import ArgumentError, DBAPIError, NoSuchModuleError, SQLAlchemyError
from sqlalchemy.pool import NullPool, StaticPool

from autograder import __version__
from autograder.gradebook.errors import GradebookError
from autograder.gradebook.tables import ADDED, METADATA, SCHEMA_TABLE, SCHEMA_VERSION

OLDEST = min(ADDED) - 1  # the oldest schema that can be brought up to date

_DATABASE_ERRORS = (SQLAlchemyError, sqlite3.Error, UnicodeEncodeError)

_ADVICE = {  # by a part of what SQLite says
    "database is locked": "Another process has been writing to it for too long. End that one, and run the same command "
    "again: what was written is kept.",
    "is not a database": "The file is something else. Give another path.",
    "unable to open": "Give a file in a folder that exists and where you may write.",
    "readonly": "Make the file and its folder writable for you, or give another path.",
    "disk is full": "Free some space, and run the same command again: what was written is kept.",
    "malformed": "The file is damaged. Restore it from a backup, or try `sqlite3 FILE .recover`.",
    "surrogates not allowed": "A name holds bytes that are not UTF-8. Rename that file or folder.",
}


def connect(url_or_path: str | Path, *, create: bool, busy_seconds: float) -> tuple[Connection, str]:
    """A connection that nobody else has, and the name of the place for messages (without its password).

    Raises:
        GradebookError: there is no such database, no driver for it, or no permission.
    """
    if isinstance(url_or_path, str) and "://" in url_or_path:
        try:
            url = make_url(url_or_path)
        except ArgumentError as error:
            raise GradebookError(
                "The database URL cannot be read. Write it as dialect://user:password@host/name, "
                "e.g. postgresql+psycopg://grader@localhost/course; or give a path for an SQLite file."
            ) from error
    else:
        url = URL.create("sqlite", database=str(Path(url_or_path).absolute()))
    file = _sqlite_file(url)
    place = str(url_or_path) if file else url.render_as_string(hide_password=True)
    if file:
        _look_at_file(file, place, create=create)
    try:
        is_sqlite = url.get_backend_name() == "sqlite"
        engine = create_engine(
            url,
            poolclass=StaticPool if is_sqlite else NullPool,
            connect_args={"check_same_thread": False} if is_sqlite else {},
        )
        if is_sqlite:
            event.listen(engine, "connect", lambda raw, _: _set_up_sqlite(raw, busy_seconds))
            event.listen(engine, "begin", lambda begun: begun.exec_driver_sql(begun.info.get("begin", "BEGIN")))
        with explained("open", place):
            return engine.connect(), place
    except (ImportError, NoSuchModuleError) as error:
        raise GradebookError(
            f"There is no driver for the gradebook {place} ({error}). Install one, e.g. `pip install psycopg` for "
            "postgresql+psycopg://, or give a path for an SQLite file."
        ) from error


def has_schema(connection: Connection, place: str) -> bool:
    """Whether the tables are there, in the version that this release knows; False where the database is empty.

    Raises:
        GradebookError: the database is something else, or its schema has another version.
    """
    tables = inspect(connection).get_table_names()
    if SCHEMA_TABLE.name in tables:
        row = connection.execute(select(SCHEMA_TABLE.c.version, SCHEMA_TABLE.c.made_by)).first()
        version, made_by = (0, "unknown") if row is None else (row.version, row.made_by)
        _check_version(version, made_by, place)
        return True
    if tables:
        raise GradebookError(
            f"{place} is a database of something else (it has the tables {', '.join(sorted(tables)[:4])}"
            f"{', ...' if len(tables) > 4 else ''}), not a gradebook of torchgrade. Give another path or database."
        )
    return False


def make_schema(connection: Connection) -> None:
    """Make the tables, and note their version."""
    METADATA.create_all(connection, checkfirst=False)
    connection.execute(insert(SCHEMA_TABLE), {"version": SCHEMA_VERSION, "made_by": __version__})


def needs_tables(connection: Connection) -> bool:
    """Whether the schema is one that this release brings up to date by adding tables."""
    version = connection.execute(select(SCHEMA_TABLE.c.version)).scalar_one_or_none()
    return version is not None and OLDEST <= version < SCHEMA_VERSION


def add_tables(connection: Connection) -> None:
    """Bring such a schema up to date; what is in it stays as it is."""
    if not needs_tables(connection):
        return  # another process has just done it
    version = connection.execute(select(SCHEMA_TABLE.c.version)).scalar_one()
    tables = [table for newer, added in ADDED.items() if newer > version for table in added]
    METADATA.create_all(connection, tables=tables)
    connection.execute(update(SCHEMA_TABLE).values(version=SCHEMA_VERSION, made_by=__version__))


def use_write_ahead_log(connection: Connection, place: str, busy_seconds: float) -> None:
    """SQLite: readers and the one writer do not wait for each other. Stays with the file, so do it to our own only."""
    if connection.dialect.name != "sqlite":
        return
    deadline = time.monotonic() + busy_seconds
    with explained("open", place):
        cursor = connection.connection.cursor()
        while True:  # SQLite itself does not wait here while another process opens the file
            try:
                cursor.execute("PRAGMA journal_mode = WAL")
                break
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise
            time.sleep(0.01)
        cursor.close()


def missing(place: str) -> str:
    """What to say where there is no gradebook."""
    return f"There is no gradebook at {place}. `autograder grade` makes one; or give the path of the one you have."


@contextmanager
def explained(action: str, place: str) -> Iterator[None]:
    """Whatever the database raises inside becomes a `GradebookError` that says what to do."""
    try:
        yield
    except _DATABASE_ERRORS as error:
        said = str(error.orig if isinstance(error, DBAPIError) and error.orig else error).strip()
        advice = next((text for part, text in _ADVICE.items() if part in said), "What was committed before is kept.")
        raise GradebookError(f"Could not {action} the gradebook {place}: {said.rstrip('.')}. {advice}") from error


def _sqlite_file(url: URL) -> Path | None:
    if url.get_backend_name() != "sqlite" or url.database in {None, "", ":memory:"}:
        return None
    return None if str(url.database).startswith("file:") else Path(str(url.database))


def _look_at_file(file: Path, place: str, *, create: bool) -> None:
    try:
        if file.is_dir():
            raise GradebookError(
                f"The gradebook {place} is a folder; a file is wanted. Give e.g. {Path(place) / 'attempts.db'}."
            )
        if not file.exists():
            if not create:
                raise GradebookError(missing(place))
            file.parent.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise GradebookError(
            f"The gradebook {place} cannot be made: {error.strerror or error}. "
            "Give a file in a folder where you may write."
        ) from error


def _set_up_sqlite(raw: Any, busy_seconds: float) -> None:
    raw.isolation_level = None  # we say BEGIN ourselves, on the event "begin"
    cursor = raw.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {int(busy_seconds * 1000)}")
    cursor.execute("PRAGMA synchronous = NORMAL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.close()


def _check_version(found: int, made_by: str, place: str) -> None:
    if OLDEST <= found <= SCHEMA_VERSION:
        return
    if found > SCHEMA_VERSION:
        todo = f"Update torchgrade (the gradebook was made by release {made_by})"
    else:
        todo = f"Read it with the release that made it ({made_by}), or move it away and grade into a new one"
    raise GradebookError(
        f"The gradebook {place} has schema {found}; this release of torchgrade knows schema {SCHEMA_VERSION}. "
        f"{todo}. Nothing in it was changed."
    )
