"""A small good course in a temporary folder, and ways to spoil one thing of it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import pytest

from autograder.course import CourseFaults, Fault, load_course
from autograder.course.egg import encode

UNIT = "a1_tensors/u04_broadcasting"

FILES = {
    "course.toml": """\
title = { en = "PyTorch in small units", zh = "小单元学PyTorch" }
assignments = ["a1_tensors"]
""",
    "a1_tensors/assignment.toml": """\
title = { en = "Tensors", zh = "张量" }
units = ["u04_broadcasting"]
""",
    f"{UNIT}/unit.toml": f"""\
title = {{ en = "Broadcasting", zh = "广播" }}
minutes = 20
functions = ["centre_rows", "Counter"]

[forbidden]
centre_rows = ["torch.sub", "numpy.subtract"]

[limits]
cpu_seconds = 2
wall_seconds = 7.5

[hints.centre_rows]
en = ["Which axis?", "mean", "x.mean(dim=1, ____=True)"]
zh = ["哪个轴？", "mean", "x.mean(dim=1, ____=True)"]

[hints.Counter]
en = [
    "What is self?",
    "attributes",
    "self.____ = start",
]
zh = ["self是什么？", "属性", "self.____ = start"]

[egg]
code = "{encode("def egg(unit):" + chr(10) + "    return unit.title.en" + chr(10))}"

[verify]
replayable = {{ test_counts_many = "counting has one right answer" }}
float64 = ["centre_rows"]
""",
    f"{UNIT}/solution.py": '''\
"""Broadcasting."""

import torch

# BEGIN SOLUTION
import math
# END SOLUTION


def centre_rows(x: torch.Tensor) -> torch.Tensor:
    """Subtract from each row of `x`, (N, D), its own mean."""
    # BEGIN SOLUTION
    return x - x.mean(dim=1, keepdim=True)  # (N, D)
    # END SOLUTION


class Counter:
    """Counts."""

    def __init__(self, start: int = 0) -> None:
        # BEGIN SOLUTION
        self.value = start
        # END SOLUTION

    def up(self, by: int = 1) -> int:
        """Add `by`."""
        # BEGIN SOLUTION
        self.value += by
        return self.value
        # END SOLUTION
''',
    f"{UNIT}/helpers.py": """\
def twice(f, x):
    return f(f(x))
""",
    f"{UNIT}/baseline.py": """\
def centre_rows(x):
    return x
""",
    f"{UNIT}/test_public.py": """\
import autograder
from autograder import assert_same, needs, points, tensor


@points(1)
def test_example(student):
    assert_same(student.centre_rows(tensor([[1.0, 3.0]])), tensor([[-1.0, 1.0]]))


@autograder.points(0.5)
@needs("test_example")
def test_counter(student):
    assert student.Counter(3).up() == 4
""",
    f"{UNIT}/test_hidden.py": """\
import pytest
from autograder import assert_same, inplace, needs, points as worth


@worth(2)
def test_matches_reference(student, reference, draw):
    x = draw.normal(*draw.sizes(2))
    assert_same(student.centre_rows(x), reference.centre_rows(x))


@worth(2.5, of="centre_rows")
@needs("test_matches_reference")
@inplace
@pytest.mark.parametrize("n, d", [(2, 3), (3, 2)])
def test_both(student, reference, draw, source, race, baseline, n, d):
    def again(x):
        return student.helpers.twice(student.centre_rows, x)

    student.Counter(1)
    baseline.centre_rows(draw.normal(n, d))


@worth(1)
def test_counts_many(student):
    make = lambda start: student.Counter(start)
    assert make(2).up(3) == 5
""",
    f"{UNIT}/mistakes.py": '''\
from autograder import mistake

ANY = r"(?s).*"


@mistake(
    "no_keepdim",
    of="centre_rows",
    en="""The mean of {x} lost the axis
    that it averaged over, and {result} came back.

    What is the shape of `x.mean(1)`?""",
    zh="""{x}的均值丢掉了
    求均值的那个轴，得到{result}。

    `x.mean(1)`的形状是什么？""",
    raises=ANY,
)
def centre_rows_no_keepdim(x):
    return x - x.mean(1)


@mistake(
    "shared",
    of="Counter",
    en="Both share {start}.\\n\\nWhere does the value live?",
    zh="两个对象共用{start}。\\n\\n这个值放在哪里？",
    matches=lambda calls: True,
)
class Shared:
    value = 0

    def __init__(self, start=0):
        pass

    def up(self, by=1):
        Shared.value += by
        return Shared.value
''',
    f"{UNIT}/handout.md": "# Broadcasting\n",
    f"{UNIT}/handout.zh.md": "# 广播\n",
}


@dataclass(frozen=True)
class Folder:
    """A course on disk."""

    path: Path

    def write(self, name: str, text: str | bytes) -> None:
        """Write a file, making its folders."""
        file = self.path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode())

    def spoil(self, name: str, old: str, new: str) -> None:
        """Replace `old`, which must be there, by `new` in one file of the unit (or of the course, with a slash)."""
        file = self.path / (name if "/" in name or name == "course.toml" else f"{UNIT}/{name}")
        text = file.read_text(encoding="utf-8")
        assert old in text
        file.write_text(text.replace(old, new, 1), encoding="utf-8")

    def append(self, name: str, text: str) -> None:
        """Add to the end of a file of the unit."""
        file = self.path / UNIT / name
        file.write_text(file.read_text(encoding="utf-8") + text, encoding="utf-8")

    def line(self, name: str, text: str) -> int:
        """The 1-based line of the first line of a unit's file that holds `text`."""
        file = self.path / (name if "/" in name or name == "course.toml" else f"{UNIT}/{name}")
        lines = file.read_text(encoding="utf-8").splitlines()
        return next(number for number, line in enumerate(lines, start=1) if text in line)

    def faults(self) -> tuple[Fault, ...]:
        """What `load_course` complains about."""
        with pytest.raises(CourseFaults) as caught:
            load_course(self.path)
        return caught.value.faults

    def only_fault(self) -> Fault:
        """The one fault there is."""
        faults = self.faults()
        assert len(faults) == 1, "\n".join(map(str, faults))
        return faults[0]


@pytest.fixture
def folder(tmp_path: Path) -> Folder:
    """The good course."""
    made = Folder(tmp_path / "course")
    for name, text in FILES.items():
        made.write(name, text)
    return made
