"""timestamp.txt: what is taken for a time, and what is not."""

from __future__ import annotations

import os
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from autograder.gradebook.stamp import STAMP_FILE, read_stamp, stamp_text

MOMENT = datetime(2026, 10, 1, 21, 59, 30, 5, tzinfo=UTC)


def test_what_is_written_is_read_again(tmp_path: Path) -> None:
    (tmp_path / STAMP_FILE).write_text(stamp_text(MOMENT.astimezone(timezone(timedelta(hours=2)))) + "\n")
    assert read_stamp(tmp_path) == MOMENT


@pytest.mark.parametrize(
    ("text", "moment"),
    [
        ("2026-10-01 21:59:30.000005 UTC", MOMENT),
        ("2026-10-01T23:59:30.000005+02:00", MOMENT),
        ("2026-10-01 21:59:30.000005", MOMENT),  # without a zone: UTC, as nbgrader takes it
        ("2026-10-01 21:59:30 UTC", MOMENT.replace(microsecond=0)),
        ("Oct 1 2026 21:59:30 UTC", MOMENT.replace(microsecond=0)),
    ],
)
def test_every_form_that_nbgrader_knows_is_read(tmp_path: Path, text: str, moment: datetime) -> None:
    (tmp_path / STAMP_FILE).write_text(text)
    assert read_stamp(tmp_path) == moment


@pytest.mark.parametrize(
    "text", ["", "yesterday", "9" * 5000, "0001-01-01 00:00:00 UTC", "9999-12-31 23:59:59 UTC", "NaN", "\ud7ff", "1/0"]
)
def test_what_is_no_time_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / STAMP_FILE).write_text(text)
    assert read_stamp(tmp_path) is None


def test_nothing_and_a_link_and_bytes_are_no_time(tmp_path: Path) -> None:
    assert read_stamp(tmp_path) is None
    (tmp_path / "elsewhere").write_text(stamp_text(MOMENT))
    os.symlink(tmp_path / "elsewhere", tmp_path / STAMP_FILE)
    assert read_stamp(tmp_path) is None
    (tmp_path / STAMP_FILE).unlink()
    (tmp_path / STAMP_FILE).write_bytes(b"\xff\xfe")
    assert read_stamp(tmp_path) is None
