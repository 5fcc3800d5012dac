"""What students may import is there in a jail, too, where nothing can be written and there is no home."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.grading.engine import Engine
from autograder.grading.intake import take_bytes
from autograder.grading.submission import Bench
from autograder.release.verify import final_rows
from autograder.results import Status
from tests.small import small_course

SOLUTION = '''"""Small."""

from autograder.given import Glyphs, Wardrobe


def kinds(n):
    """The first n labels of the wardrobe, and how bright the first n glyphs are. kinds(3)"""
    # BEGIN SOLUTION
    return [label for _, label in Wardrobe(size=n)], int(Glyphs(size=n).data.sum())
    # END SOLUTION
'''

PUBLIC = """from autograder import assert_same, points


@points(1)
def test_kinds_counts(student):
    labels, light = student.kinds(3)
    assert len(labels) == 3
    assert light > 0
"""

HIDDEN = """from autograder import assert_same, points


@points(1)
def test_kinds_matches(student, reference, draw):
    n = draw.integer(2, 9)
    assert_same(student.kinds(n), reference.kinds(n))
"""

MISTAKES = '''from autograder import mistake


@mistake(
    "nothing",
    of="kinds",
    en="""Nothing came back.

    Why?""",
    zh="""什么也没有返回。

    为什么？""",
)
def kinds_nothing(n):
    return [], 0
'''


@pytest.mark.parametrize("home", ["", "/nowhere"])
def test_a_jailed_student_may_draw_data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, home: str) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", home)
    course = small_course(
        tmp_path, solution=SOLUTION, public=PUBLIC, hidden=HIDDEN, mistakes=MISTAKES, functions=("kinds",)
    )
    with Bench(course.units, Engine(), b"secret") as bench:
        rows = final_rows(bench.rows(course.units[0], take_bytes(SOLUTION.encode())))
    assert {row.check: row.feedback for row in rows if row.status is not Status.PASSED} == {}
