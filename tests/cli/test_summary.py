"""`autograder summary`: from what `collect` has written and the gradebook."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from autograder.cli import main
from autograder.course import load_course
from autograder.gradebook import Gradebook
from tests.cli.test_report import hand_in
from tests.small import small_course

HEAD = "student,outcome,commit,at,time_is,handed_in,handed_in_is,deadline,late,files,note\n"


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A course, and a gradebook of two students."""
    course = small_course(tmp_path)
    with Gradebook.open(tmp_path / "ours.db") as book:
        hand_in(book, "amy", course=course)
        hand_in(book, "=bob", course=course, good=False)
    return tmp_path


def summary(place: Path, *more: str) -> Result:
    return CliRunner().invoke(
        main,
        ["summary", "--assignment", "a0", "--gradebook", str(place / "ours.db"), "--course", str(place / "course"),
         "--submitted", str(place / "submitted"), "--lang", "en", *more],
    )  # fmt: skip


def collected(place: Path, *lines: str) -> None:
    (place / "submitted").mkdir()
    (place / "submitted" / "collected-a0_small.csv").write_text(HEAD + "\n".join(lines) + "\n")


def test_late_is_who_handed_in_after_the_own_deadline(place: Path) -> None:
    due = "2026-10-01T22:00:00+00:00"
    collected(
        place,
        f"amy,collected,c1,2026-10-09T00:00:00+00:00,received,2026-10-01T23:30:00+02:00,received,{due},no,u01_small.py,",
        f"'=bob,collected,c2,2026-10-01T22:30:00+00:00,received,2026-10-01T22:30:00+00:00,received,{due},yes,u01_small.py,",
        f"cid,unreadable,,,,,,{due},,,gone",
    )
    done = summary(place)
    assert done.exit_code == 0, done.output
    assert "2 collected, 1 of them late; 0 handed in nothing; 1 could not be read." in done.output
    assert "| `=bob` | 0/2 | yes | handed in late, mismatch |" in done.output
    assert "- cid: could not be read, gone" in done.output


def test_an_id_that_is_written_with_signs_for_what_cannot_be_seen_is_still_this_student(place: Path) -> None:
    with Gradebook.open(place / "ours.db") as book:
        hand_in(book, "\u202ecid", course=load_course(place / "course"))
    collected(place, "<U+202E>cid,nothing,c2,,,,,,,,nothing was pushed")
    done = summary(place)
    assert done.exit_code == 0, done.output
    assert "collected, but not graded" not in done.output
    assert [line for line in done.output.splitlines() if "cid" in line and "handed in nothing" in line]


def test_without_a_collection_it_tells_the_points(place: Path) -> None:
    done = summary(place)
    assert done.exit_code == 0, done.output
    assert done.output.startswith("# Small\n\n2 students: 2 of 4 points")


def test_another_file_in_its_place_is_refused(place: Path) -> None:
    collected(place, "amy,dancing,,,,,,,,,")
    done = summary(place)
    assert done.exit_code == 2
    assert "line 2: not a line of `autograder collect`" in done.output
    for content in (b"\xff\n", b"student,outcome\namy,collected\n", b"student,outcome\n\"" + b"x" * 200_000,
                    HEAD.encode() + b"amy,collected,c1,,,2026-10-01,,2026-10-01T00:00+02:00,perhaps,,\n"):  # fmt: skip
        (place / "submitted" / "collected-a0_small.csv").write_bytes(content)
        done = summary(place)
        assert done.exit_code == 2, content
        assert "Collect again." in done.output
    assert summary(place, "--assignment", "a7").exit_code == 2


def test_whoever_left_the_roster_is_in_no_total_and_is_named(place: Path) -> None:
    (place / "class.toml").write_text('roster = "roster.csv"\n')
    (place / "roster.csv").write_text("student,folder\namy,x\n")
    done = summary(place, "--class", str(place / "class.toml"))
    assert done.exit_code == 0, done.output
    assert done.stderr == "Not on the roster, so left out: =bob\n"
    assert done.stdout.startswith("# Small\n\n1 student: 2 of 2 points")


def test_where_nothing_was_collected_or_graded_it_does_not_say_that_all_is_well(tmp_path: Path) -> None:
    small_course(tmp_path)
    Gradebook.open(tmp_path / "ours.db").close()
    done = summary(tmp_path)
    assert done.exit_code == 2
    assert "Nothing of a0_small was collected into" in done.output
    assert "`autograder collect` and `autograder grade` come first." in done.output


def test_points_of_an_earlier_version_of_the_course_are_told(place: Path) -> None:
    assert summary(place).stderr == ""
    (place / "course" / "a0_small" / "u01_small" / "mistakes.py").write_text("")
    assert summary(place).stderr.startswith("a0_small: 2 students have points from an earlier version of the course. ")
