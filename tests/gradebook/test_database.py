"""Opening a gradebook: what is made, and what is refused with which words."""

from __future__ import annotations

import os
import sqlite3
from pathlib import Path
from typing import Any

import pytest

from autograder.gradebook import Gradebook, GradebookError
from autograder.gradebook.changes import Change
from autograder.gradebook.database import OLDEST
from autograder.gradebook.hand_ins import HandIn
from autograder.gradebook.publication import Publication
from autograder.gradebook.tables import ADDED, SCHEMA_VERSION
from autograder.results import Level


def test_a_new_gradebook_is_made_with_its_folder_in_wal_mode(tmp_path: Path) -> None:
    path = tmp_path / "deep" / "er" / "attempts.db"
    Gradebook.open(path).close()
    raw = sqlite3.connect(path)
    assert raw.execute("PRAGMA journal_mode").fetchone() == ("wal",)
    assert raw.execute("SELECT version FROM gradebook_schema").fetchall() == [(SCHEMA_VERSION,)]


def test_a_path_may_be_given_as_text_or_url(path: Path, key: dict[str, Any]) -> None:
    for place in (str(path), f"sqlite:///{path}", path):
        with Gradebook.open(place) as gradebook:
            assert gradebook.begin(**key).id == 1
    with Gradebook.open("sqlite://") as in_memory:
        assert in_memory.begin(**key).id == 1


def test_a_missing_gradebook_is_not_made_unasked(path: Path) -> None:
    with pytest.raises(GradebookError, match=r"There is no gradebook at .*attempts.db. `autograder grade` makes one"):
        Gradebook.open(path, create=False)
    assert not path.exists()
    path.touch()
    with pytest.raises(GradebookError, match="There is no gradebook at"):
        Gradebook.open(path, create=False)
    assert path.read_bytes() == b""


@pytest.mark.parametrize(
    ("version", "advice"),
    [
        (SCHEMA_VERSION + 1, r"Update torchgrade .*release 9\.9"),
        (OLDEST - 1, r"Read it with the release that made it \(9\.9"),
    ],
)
def test_another_schema_is_refused_with_both_versions(path: Path, version: int, advice: str) -> None:
    Gradebook.open(path).close()
    with sqlite3.connect(path) as raw:
        raw.execute("UPDATE gradebook_schema SET version = ?, made_by = '9.9'", (version,))
    raw.close()
    with pytest.raises(GradebookError, match=rf"has schema {version}; .* knows schema {SCHEMA_VERSION}\. {advice}"):
        Gradebook.open(path)


@pytest.mark.parametrize("version", range(OLDEST, SCHEMA_VERSION))
def test_a_gradebook_of_an_older_release_gets_the_tables_that_it_lacks_and_keeps_its_rows(
    path: Path, version: int
) -> None:
    key = {"assignment": "a0", "submission_digest": "s", "course_digest": "c", "grader_version": "1"}
    with Gradebook.open(path) as book:
        attempt = book.begin(student="amy", **key, seed_id="", confinement=Level.A)
        book.finish(attempt)
    with sqlite3.connect(path) as raw:
        for table in (table for newer, added in ADDED.items() if newer > version for table in added):
            raw.execute(f"DROP TABLE {table.name}")
        raw.execute("UPDATE gradebook_schema SET version = ?, made_by = '0.0'", (version,))
    raw.close()
    with Gradebook.open(path, create=False) as book:
        assert [each.student for each in book.latest("a0")] == ["amy"]
        book.adjust(Change("amy", "a0", 2.0, "helped others", "ann"))
        assert [each.points for each in book.latest("a0")[0].adjustments] == [2.0]
        book.hand_in("a0", [HandIn("amy", "s")])
        book.publish("a0", Publication(True))
    with sqlite3.connect(path) as raw:
        assert raw.execute("SELECT version FROM gradebook_schema").fetchall() == [(SCHEMA_VERSION,)]
    raw.close()


def test_a_database_of_something_else_is_refused_and_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as raw:
        raw.execute("CREATE TABLE submitted_assignment (id INTEGER)")
    raw.close()
    before = path.read_bytes()
    with pytest.raises(GradebookError, match=r"database of something else .*submitted_assignment.*Give another path"):
        Gradebook.open(path)
    assert path.read_bytes() == before


@pytest.mark.parametrize("content", [b"student,points\nlin,3\n", b"x" * 5000], ids=["short", "long"])
def test_a_file_that_is_no_database_is_refused_and_left_alone(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    with pytest.raises(GradebookError, match=r"is not a database. The file is something else. Give another path"):
        Gradebook.open(path)
    assert path.read_bytes() == content


def test_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(GradebookError, match=r"is a folder; a file is wanted. Give e.g. .*attempts.db"):
        Gradebook.open(tmp_path)


def test_a_place_below_a_file_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    for place in (tmp_path / "file" / "attempts.db", tmp_path / "file" / "deeper" / "attempts.db"):
        with pytest.raises(GradebookError, match=r"cannot be made: .*Give a file in a folder where you may write"):
            Gradebook.open(place)


@pytest.mark.skipif(not Path("/proc/self").exists(), reason="needs a folder where even root may not write")
def test_an_unwritable_folder_is_refused() -> None:
    with pytest.raises(GradebookError, match=r"unable to open.*folder that exists and where you may write"):
        Gradebook.open(Path("/proc/attempts.db"))


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may write everywhere")
def test_a_gradebook_that_is_read_only_says_so(path: Path, key: dict[str, Any]) -> None:
    Gradebook.open(path).close()
    path.chmod(0o400)
    path.parent.chmod(0o500)
    try:
        with (
            pytest.raises(GradebookError, match=r"where you may write|writable for you"),
            Gradebook.open(path) as opened,
        ):
            opened.begin(**key)
    finally:
        path.parent.chmod(0o700)


@pytest.mark.parametrize(
    ("url", "message"),
    [
        ("nosuchdb://u:hidden@host/name", r"no driver for the gradebook nosuchdb://u:\*\*\*@host/name"),
        ("://", "cannot be read. Write it as dialect://"),
        ("postgresql+nosuchdriver://u:hidden@host/name", "no driver"),
    ],
)
def test_a_url_that_cannot_be_used_is_explained_without_its_password(url: str, message: str) -> None:
    with pytest.raises(GradebookError, match=message) as caught:
        Gradebook.open(url)
    assert "hidden" not in str(caught.value)


@pytest.mark.parametrize(
    "damage",
    [
        "UPDATE checks SET status = 'splendid'",
        "UPDATE checks SET feedback = '{}'",
        "UPDATE attempts SET started_at = 'yesterday'",
        "UPDATE attempts SET notes = '['",
    ],
)
def test_a_row_that_something_else_changed_is_explained(
    path: Path, gradebook: Gradebook, begin: Any, failed: Any, damage: str
) -> None:
    gradebook.add(begin(), failed())
    with sqlite3.connect(path) as raw:
        raw.execute(damage)
    raw.close()
    with pytest.raises(GradebookError, match="cannot be read: it was changed by something other than the grader"):
        gradebook.latest("a1_tensors")


@pytest.mark.skipif("GRADEBOOK_TEST_URL" not in os.environ, reason="set GRADEBOOK_TEST_URL to an empty database")
def test_another_database_serves_as_well(key: dict[str, Any], passed: Any, failed: Any, feedback: Any) -> None:
    url = os.environ["GRADEBOOK_TEST_URL"]
    with Gradebook.open(url) as gradebook, Gradebook.open(url) as second:
        attempt, same_attempt = gradebook.begin(**key), second.begin(**key)
        assert attempt.id == same_attempt.id
        gradebook.add(attempt, passed())
        with pytest.raises(GradebookError, match="written already"):
            second.add(same_attempt, passed())
        second.add(same_attempt, failed(feedback=None))
        second.diagnose(same_attempt, failed(mistake="no_keepdim"))
        result = gradebook.finish(attempt)
        with pytest.raises(GradebookError, match="has finished"):
            second.add(same_attempt, passed("test_late"))
        assert result.checks == (passed(), failed(mistake="no_keepdim", feedback=feedback))
        assert second.latest(key["assignment"]) == [result]
        assert gradebook.begin(**key | {"regrade": True}).number == 2
