"""The list of a class: what it says, and what is said when it is wrong."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from autograder.gradebook.roster import Entry, RosterError, read_roster
from tests.gradebook.repositories import DUE


def test_all_faults_of_a_roster_are_told_at_once(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_bytes("\ufeffstudent,repository\namy,\nbob,ext::x\n".encode())
    with pytest.raises(RosterError, match=r"line 2: .*; line 3: "):
        read_roster(tmp_path / "roster.csv")
    (tmp_path / "roster.csv").write_bytes(b"student,repository\n\xff,x\n")
    with pytest.raises(RosterError, match=r"is not UTF-8"):
        read_roster(tmp_path / "roster.csv")


def test_an_extension_may_be_hours_days_or_a_moment() -> None:
    assert Entry("a", extension="+1.5h").deadline(DUE) == DUE + timedelta(hours=1.5)
    assert Entry("a", extension="+2d").deadline(DUE) == DUE + timedelta(days=2)
    assert Entry("a", extension="2026-10-09T00:00+02:00").deadline(DUE) == datetime(2026, 10, 8, 22, tzinfo=UTC)
    assert Entry("a", extension="+2d").deadline(None) is None


def test_an_extension_takes_no_time_away_from_a_later_assignment() -> None:
    assert Entry("a", extension="2026-09-01T00:00+02:00").deadline(DUE) == DUE


@pytest.mark.parametrize("more", ["+9999999d", "+99999999999h", f"+{'9' * 400}d", "9999-12-31T23:59-12:00"])
def test_an_extension_that_nobody_can_mean_is_a_fault_of_the_roster(tmp_path: Path, more: str) -> None:
    (tmp_path / "roster.csv").write_text(f"student,repository,extension\namy,x,{more}\n")
    with pytest.raises(RosterError, match=r"line 2: .*(longer than 1000 days|in the year 9999)"):
        read_roster(tmp_path / "roster.csv")


def test_a_roster_that_is_no_csv_is_refused(tmp_path: Path) -> None:
    (tmp_path / "roster.csv").write_text(f"student,repository\namy,{'x' * 200_000}\n")
    with pytest.raises(RosterError, match=r"is no CSV file: .*Save it as CSV"):
        read_roster(tmp_path / "roster.csv")
