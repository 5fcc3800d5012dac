"""The grader is killed at twenty moments, and the same command goes on: the book ends as if nothing had happened."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import closing
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.small import RIGHT, small_course

ROOT = Path(__file__).parents[2]
SEED = 20
STUDENTS = 24
CHECKS = ["test_double", "test_double_matches", "test_halve_matches"]
HALVE = "def halve(x): return x / 2\n"
FILES = [
    RIGHT,
    f"def double(x): return x + 2\n{HALVE}",
    f"def double(x): return x + 2\n{HALVE}",
    f"def double(x): return x +\n{HALVE}",
    f"import os\ndef double(x): os._exit(3)\n{HALVE}",
    f"print('hello')\ndef double(x): return x.nope\n{HALVE}",
    "raise ValueError('not today')\n",
    "def double(x): raise NotImplementedError\ndef halve(x): raise NotImplementedError\n",
    "def double(x): return x * 3\ndef halve(x): return x + 2\n",
    None,
]

# Places where `killer.py` can kill, by what is under way there. A count says how often a run may come there at most
# before it is killed: small enough that something is left to do for all runs after it.
OPENING = [
    [("table asked", 3), ("secret", 1), ("judge started", 1)],
    [("table uncommitted", 3), ("zygote started", 1)],
]
FORK = [("fork", 9), ("fork asked", 9), ("fork asked", 9), ("fork answered", 9), ("reap", 6)]
ROW = [("row asked", 5), ("row uncommitted", 5), ("row torn", 5), ("diagnosis uncommitted", 2)]
ATTEMPT = [("begin uncommitted", 2), ("finish uncommitted", 2)]
REPORT = [("report", 6), ("report", 6)]


@dataclass(frozen=True)
class Moment:
    """When a run is killed, and what of it: `main` is the command's own process, `group` its judges, too."""

    place: str
    count: int
    victim: str


def draw_moments(seed: int) -> list[list[Moment]]:
    """For each of two books, the moments at which runs are killed, one after another."""
    draw = random.Random(seed)
    middle = [*FORK, *ROW, *ATTEMPT]
    draw.shuffle(middle)
    books = []
    for number, opening in enumerate(OPENING):
        places = [*opening, *middle[number::2], *REPORT]
        books.append([Moment(name, draw.randint(1, most), draw.choice(["main", "group"])) for name, most in places])
    return books


class Killer:
    """The process that runs the command and kills it; see `killer.py`."""

    def __init__(self, root: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, Path(__file__).with_name("killer.py"), root],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env=os.environ | {"PYTHONPATH": str(ROOT)},
        )  # fmt: skip

    def grade(self, book: str, moment: Moment | None = None) -> int:
        """How the command ended, once all that it had started has ended by itself."""
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        run = {"book": book, **asdict(moment or Moment("never", 1, "main"))}
        self._process.stdin.write(json.dumps(run) + "\n")
        self._process.stdin.flush()
        answer = json.loads(self._process.stdout.readline())
        assert answer["left"] == [], f"{moment}: these processes would not end"
        return int(answer["code"])

    def close(self) -> None:
        self._process.communicate()


@pytest.fixture
def classroom(tmp_path: Path) -> Path:
    """A folder with a small course and a class of 24."""
    small_course(tmp_path)
    for number in range(STUDENTS):
        place = tmp_path / "submitted" / f"student{number:02}" / "a0_small"
        place.mkdir(parents=True)
        text = FILES[number % len(FILES)]
        if text is not None:
            (place / "u01_small.py").write_text(f"{text}# {number}\n")
    return tmp_path


@pytest.fixture
def killer(classroom: Path) -> Iterator[Killer]:
    started = Killer(classroom)
    yield started
    started.close()


def read(book: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """The attempts and the rows of a copy of a book, for whoever reads it mends what a killed writer left."""
    copy = book.with_name(f"{book.name}_copy")
    shutil.rmtree(copy, ignore_errors=True)
    copy.mkdir()
    for name in ("attempts.db", "attempts.db-wal"):
        if (book / name).exists():
            shutil.copy(book / name, copy / name)
    with closing(sqlite3.connect(copy / "attempts.db")) as connection:
        connection.row_factory = sqlite3.Row
        assert connection.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
        if not connection.execute("SELECT name FROM sqlite_master WHERE name = 'checks'").fetchone():
            return [], []
        attempts = connection.execute("SELECT * FROM attempts ORDER BY id").fetchall()
        rows = connection.execute("SELECT * FROM checks ORDER BY id").fetchall()
        return [dict(attempt) for attempt in attempts], [dict(row) for row in rows]


def timeless(book: Path) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What a book holds, without times and ids."""
    attempts, rows = read(book)
    student = {attempt["id"]: attempt["student"] for attempt in attempts}
    assert all(attempt["finished_at"] for attempt in attempts)
    for row in rows:
        row["student"] = student[row["attempt_id"]]
    times = {"id", "attempt_id", "started_at", "finished_at", "cpu_seconds", "wall_seconds"}

    def of(records: list[dict[str, Any]]) -> list[dict[str, Any]]:
        left = [{name: value for name, value in record.items() if name not in times} for record in records]
        return sorted(left, key=lambda record: record["student"])  # stable: a student's rows stay in their order

    return of(attempts), of(rows)


def untold(row: dict[str, Any]) -> dict[str, Any]:
    """A row without what a diagnosis may add."""
    return {name: value for name, value in row.items() if name not in {"mistake", "feedback"}}


def killed_at(killer: Killer, book: Path, moment: Moment) -> None:
    """Kill a run there, and see that what earlier runs wrote is as it was."""
    _, before = read(book) if book.exists() else ([], [])
    code = killer.grade(book.name, moment)
    assert code in {-signal.SIGKILL, -signal.SIGXFSZ}, f"{moment}: {book.with_suffix('.err').read_text()}"
    assert (code == -signal.SIGXFSZ) == (moment.place == "row torn")
    _, after = read(book)
    assert [untold(row) for row in after[: len(before)]] == [untold(row) for row in before], moment


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="adopts processes")
def test_a_class_graded_by_a_grader_that_is_killed_twenty_times_gets_what_it_would_have_got(
    classroom: Path, killer: Killer
) -> None:
    books = draw_moments(SEED)
    moments = [moment for book in books for moment in book]
    kinds = Counter(moment.place.split()[0] for moment in moments)
    assert kinds.total() == 20
    assert min(kinds["fork"], kinds["row"], kinds["report"]) >= 3
    assert {moment.victim for moment in moments} == {"main", "group"}

    first, second, undisturbed = (classroom / name for name in ("first", "second", "undisturbed"))
    for book, moments_of_book in zip((first, second), books, strict=True):
        for moment in moments_of_book:
            killed_at(killer, book, moment)
        assert killer.grade(book.name) == 0
        for other in (second, undisturbed):
            other.mkdir(exist_ok=True)
            shutil.copy(first / "secret", other / "secret")
    assert killer.grade(undisturbed.name) == 0

    attempts, rows = timeless(undisturbed)
    assert [attempt["number"] for attempt in attempts] == [1] * STUDENTS
    assert [row["check_name"] for row in rows] == CHECKS * STUDENTS
    assert len({(row["status"], row["reason"], row["mistake"]) for row in rows}) >= 7
    for book in (first, second):
        assert timeless(book) == (attempts, rows)
        assert book.with_suffix(".out").read_text() == undisturbed.with_suffix(".out").read_text()
