"""A solution as students hand theirs in."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.grading.engine import LocalEngine
from autograder.grading.submission import Bench
from autograder.release.restyle import restyled
from autograder.release.verify import UnitProofs
from tests.small import HIDDEN, PUBLIC, SOLUTION, small_course

SOURCE = '''"""A file."""

from __future__ import annotations

from math import tau


def turn(part: float, *more: float) -> float:
    """Part of a turn. turn(0.5)"""
    return part * tau  # radians


class Wheel:
    def __init__(self, spokes: int) -> None:
        self.spokes = spokes
'''


def test_the_answers_are_the_same_and_prints_and_warnings_come_with_them(capsys: pytest.CaptureFixture[str]) -> None:
    made: dict[str, object] = {"__name__": "u01"}
    with pytest.warns(UserWarning, match="only a warning"):
        exec(compile(restyled(SOURCE), "made", "exec"), made)
    assert made["turn"](0.5) == pytest.approx(3.14159, abs=1e-4)
    assert made["turn"].__doc__ == "Part of a turn. turn(0.5)"
    assert made["Wheel"](3).spokes == 3
    told = capsys.readouterr()
    assert "in turn" in told.out
    assert "in __init__" in told.out
    assert "a note of mine" in told.err


def test_hints_are_gone_and_a_main_block_a_helper_and_chinese_comments_are_there() -> None:
    made = restyled(SOURCE)
    assert "part: float" not in made
    assert "-> float" not in made
    assert 'if __name__ == "__main__":' in made
    assert "my_own_helper" in made
    assert "下面是我自己的小工具" in made


def test_a_unit_whose_checks_mind_such_things_does_not_verify(tmp_path: Path) -> None:
    minds = (
        PUBLIC
        + '''

@points(1, of="double")
def test_double_is_quiet(student, source):
    """不打印任何东西"""
    assert "print(" not in source.text
'''
    )
    for name, public, problems in (("fine", PUBLIC, 0), ("minds", minds, 1)):
        course = small_course(tmp_path / name, public=public, hidden=HIDDEN, solution=SOLUTION)
        with Bench(course.units, LocalEngine(), b"secret") as bench:
            found, _ = UnitProofs(bench, course.units[0]).solution()
        assert len(found) == problems, found
