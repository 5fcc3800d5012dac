"""What a student's course remembers, and files that are put back."""

from __future__ import annotations

from datetime import date, timedelta
from pathlib import Path

import pytest

from autograder.course import Course
from autograder.course.desk import FILE, Occupied, Progress, next_unit, put_back
from tests.ended import killed_at

TODAY = date(2030, 9, 2)
MINE, STARTER = b"my work\n" * 1000, "the starter\n"


def test_a_unit_is_done_as_long_as_its_last_check_passed_and_the_first_day_is_kept() -> None:
    progress = Progress().with_checked("a/u", 3, 5, TODAY)
    assert not progress.is_done("a/u")
    progress = progress.with_checked("a/u", 5, 5, TODAY).with_checked("a/u", 5, 5, TODAY + timedelta(days=1))
    assert progress.is_done("a/u")
    assert progress.done == {"a/u": TODAY}
    progress = progress.with_checked("a/u", 4, 5, TODAY)
    assert not progress.is_done("a/u")
    assert progress.done == {"a/u": TODAY}


@pytest.mark.parametrize(
    ("ago", "row"), [([], 0), ([0], 1), ([1], 1), ([2], 0), ([2, 1], 2), ([3, 1, 0], 2), ([2, 1, 0], 3)]
)
def test_days_in_a_row_end_today_or_yesterday(ago: list[int], row: int) -> None:
    progress = Progress()
    for days in ago:
        progress = progress.with_checked("a/u", 1, 2, TODAY - timedelta(days=days))
    assert progress.days_in_a_row(TODAY) == row


def test_what_is_remembered_comes_back_and_a_damaged_file_costs_nothing_else(tmp_path: Path) -> None:
    progress = Progress().with_hint("a/u", "f", 2).with_checked("a/u", 1, 2, TODAY)
    progress.write(tmp_path)
    assert Progress.read(tmp_path) == progress
    (tmp_path / FILE).write_text('{"found": {"a/u": "many"}}')
    assert Progress.read(tmp_path) == Progress()


def test_the_next_unit_is_the_first_that_is_not_done_and_comes_round(real_course: Course) -> None:
    first, second, *_, last = real_course.units
    progress = Progress().with_checked(first.key, 1, 1, TODAY)
    assert next_unit(real_course.units, progress) == second
    assert next_unit(real_course.units, progress, after=last) == second
    for unit in real_course.units:
        progress = progress.with_checked(unit.key, 1, 1, TODAY)
    assert next_unit(real_course.units, progress) is None


def test_a_file_that_is_put_back_is_kept_under_a_new_name(tmp_path: Path) -> None:
    path = tmp_path / "u.py"
    path.write_bytes(MINE)
    assert put_back(path, STARTER) == tmp_path / "u.py.old"
    assert (path.read_text(), (tmp_path / "u.py.old").read_bytes()) == (STARTER, MINE)
    assert put_back(path, STARTER) is None
    path.write_text("other work")
    assert put_back(path, STARTER) == tmp_path / "u.py.old2"
    assert (tmp_path / "u.py.old").read_bytes() == MINE
    path.unlink()
    assert put_back(path, STARTER) is None
    assert path.read_text() == STARTER


def test_what_is_no_plain_file_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "real.py").write_bytes(MINE)
    (tmp_path / "u.py").symlink_to(tmp_path / "real.py")
    with pytest.raises(Occupied, match="no plain file"):
        put_back(tmp_path / "u.py", STARTER)
    assert (tmp_path / "real.py").read_bytes() == MINE


def test_killed_at_any_moment_the_work_is_still_there(tmp_path: Path) -> None:
    moment, killed = 0, True
    while killed:
        moment += 1
        path = tmp_path / str(moment) / "u.py"
        path.parent.mkdir()
        path.write_bytes(MINE)
        killed = killed_at(moment, lambda path=path: put_back(path, STARTER))  # type: ignore[misc]
        whole = {file.name for file in path.parent.iterdir() if file.read_bytes() == MINE}
        assert whole & {"u.py", "u.py.old"}, f"lost at moment {moment}"
        assert path.read_bytes() in (MINE, STARTER.encode())
    assert moment > 3  # it was killed at several
