"""A course of one unit, written into a folder for one test: the test gives what is special about it."""

from __future__ import annotations

from pathlib import Path

from autograder.course import Course, load_course
from autograder.course.egg import encode

SOLUTION = '''"""Small."""

import torch


def double(x):
    """Twice `x`. double(2) is 4."""
    # BEGIN SOLUTION
    return x * 2
    # END SOLUTION


def halve(x):
    """Half of `x`. halve(4) is 2."""
    # BEGIN SOLUTION
    return x / 2
    # END SOLUTION
'''

PUBLIC = """from autograder import assert_same, points, tensor


@points(1)
def test_double(student):
    assert_same(student.double(tensor([1.0, 2.0])), tensor([2.0, 4.0]))
"""

HIDDEN = """from autograder import assert_same, inplace, needs, outcome, points, raises
import pytest
import torch


@points(2)
def test_double_matches(student, reference, draw):
    x = draw.normal(3, 4)
    assert_same(student.double(x), reference.double(x))


@points(1)
def test_halve_matches(student, reference, draw):
    x = draw.normal(3)
    assert_same(student.halve(x), reference.halve(x))
"""

MISTAKES = '''from autograder import mistake


@mistake(
    "adds_two",
    of="double",
    en="""Two was added to {x}.

    What is double of 5?""",
    zh="""给 {x} 加上了二。

    5 的两倍是多少？""",
)
def double_adds_two(x):
    return x + 2
'''

RIGHT = "def double(x): return x * 2\ndef halve(x): return x / 2\n"

HINTS = '\nen = ["What?", "times", "x * ____"]\nzh = ["什么？", "乘", "x * ____"]\n'


def small_course(
    folder: Path, *, public: str = PUBLIC, hidden: str = HIDDEN, mistakes: str = MISTAKES, solution: str = SOLUTION,
    toml: str = "", functions: tuple[str, ...] = ("double", "halve"), helpers: str | None = None,
    baseline: str | None = None,
) -> Course:  # fmt: skip
    """The course, loaded. Its unit is a0_small/u01_small."""
    unit = folder / "course" / "a0_small" / "u01_small"
    unit.mkdir(parents=True)
    names = ", ".join(f'"{name}"' for name in functions)
    hints = "".join(f"\n[hints.{name}]{HINTS}" for name in functions)
    egg = encode("def egg(unit):\n    return 'an egg'\n")
    files = {
        "../../course.toml": 'title = { en = "Course", zh = "课程" }\nassignments = ["a0_small"]\n',
        "../assignment.toml": 'title = { en = "Small", zh = "小" }\nunits = ["u01_small"]\n',
        "unit.toml": f'title = {{ en = "Small", zh = "小单元" }}\nminutes = 10\nfunctions = [{names}]\n{toml}{hints}'
        f'\n[egg]\ncode = "{egg}"\n',
        "solution.py": solution,
        "test_public.py": public,
        "test_hidden.py": hidden,
        "mistakes.py": mistakes,
        "handout.md": "# Small\n",
        "handout.zh.md": "# 小单元\n",
    } | ({"helpers.py": helpers} if helpers is not None else {})
    files |= {"baseline.py": baseline} if baseline is not None else {}
    for name, text in files.items():
        (unit / name).resolve().write_text(text, "utf-8")
    return load_course(folder / "course")
