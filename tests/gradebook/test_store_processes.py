"""The store when processes are killed, and when several of them write."""

from __future__ import annotations

import multiprocessing
import os
import signal
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from autograder.gradebook import Gradebook, GradebookError
from autograder.results import Level

ROOT = Path(__file__).parents[2]
CHECKS = 3000


def start(path: Path, first: int, students: int, checks: int) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, Path(__file__).with_name("writer.py"), path, str(first), str(students), str(checks)],
        stdout=subprocess.PIPE,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )


@pytest.mark.parametrize("said", [0, 1, 40])
def test_a_writer_killed_at_any_moment_loses_at_most_the_row_in_flight(path: Path, said: int) -> None:
    writer = start(path, 0, 1, CHECKS)
    assert writer.stdout is not None
    lines = [writer.stdout.readline().strip() for _ in range(said)]
    writer.send_signal(signal.SIGKILL)
    lines += writer.stdout.read().split()  # those that it still said
    assert writer.wait() == -signal.SIGKILL
    assert len(lines) < CHECKS, "the writer ended before it was killed"

    with Gradebook.open(path) as gradebook:
        attempt = gradebook.begin(
            student="student000",
            assignment="a1",
            submission_digest="5",
            course_digest="c",
            grader_version="0",
            seed_id="s",
            confinement=Level.A,
        )
        kept = [check for _, check in attempt.rows]
        assert kept[: len(lines)] == lines
        assert len(kept) - len(lines) in (0, 1)  # committed, and killed before it could say so
        assert kept == [f"test_{number:05}" for number in range(len(kept))]
        assert (attempt.number, attempt.finished) == (1, False)
    assert sqlite3.connect(path).execute("PRAGMA integrity_check").fetchone() == ("ok",)

    more = len(kept) + 5
    second = start(path, 0, 1, more)
    assert second.communicate()[0].split() == [f"test_{number:05}" for number in range(len(kept), more)]
    with Gradebook.open(path, create=False) as gradebook:
        (result,) = gradebook.latest("a1")
        assert len(result.checks) == more
        assert result.is_final


def test_two_processes_write_at_once_from_the_first_moment_on(path: Path) -> None:
    writers = [start(path, first, 6, 40) for first in (0, 6)]  # both make the file
    for writer in writers:
        writer.communicate()
        assert writer.returncode == 0
    with Gradebook.open(path, create=False) as gradebook:
        results = gradebook.latest("a1")
    assert [result.student for result in results] == [f"student{number:03}" for number in range(12)]
    assert {(result.number, len(result.checks), result.is_final) for result in results} == {(1, 40, True)}


@pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")
def test_processes_may_make_the_gradebook_in_the_same_instant(tmp_path: Path) -> None:
    context = multiprocessing.get_context("fork")
    for round_ in range(8):
        path = tmp_path / f"{round_}.db"
        gate = context.Barrier(4)
        openers = [context.Process(target=_open, args=(gate, path)) for _ in range(4)]
        for opener in openers:
            opener.start()
        for opener in openers:
            opener.join()
        assert [opener.exitcode for opener in openers] == [0] * 4
        assert sqlite3.connect(path).execute("PRAGMA journal_mode").fetchone() == ("wal",)


def _open(gate: multiprocessing.synchronize.Barrier, path: Path) -> None:
    gate.wait()
    with Gradebook.open(path) as gradebook:
        gradebook.assignments()


def test_a_gradebook_that_is_held_too_long_is_explained(path: Path) -> None:
    Gradebook.open(path).close()
    other = sqlite3.connect(path, isolation_level=None)
    other.execute("BEGIN IMMEDIATE")
    with Gradebook.open(path, busy_seconds=0.01) as gradebook:
        assert gradebook.latest("a1") == []  # readers do not wait for the writer
        with pytest.raises(GradebookError, match=r"database is locked. Another process .*what was written is kept"):
            gradebook.begin(
                student="lin",
                assignment="a1",
                submission_digest="5",
                course_digest="c",
                grader_version="0",
                seed_id="s",
                confinement=Level.A,
            )
    other.close()
