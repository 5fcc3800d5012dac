"""What a course tells its students is true: docstrings, handouts, hints and eggs of every unit of this repository."""

from __future__ import annotations

import contextlib
import doctest
import io
import re
from pathlib import Path
from types import ModuleType

import pytest

from autograder.course import Course, Unit, load_course
from autograder.release.pictures import execute
from autograder.release.starter import cut_starter

UNITS = load_course(Path(__file__).parents[2] / "reference").units
HANDOUTS = [path for unit in UNITS for path in unit.handouts.values()]
EXAMPLE = re.compile(r"```python\n(.*?)```\n\n```text\n(.*?)```", re.DOTALL)
MAX_EGG = 2048  # bytes


def key_of(unit: Unit) -> str:
    return unit.key


def file_of(path: Path) -> str:
    return f"{path.parent.name}/{path.name}"


@pytest.mark.parametrize("unit", UNITS, ids=key_of)
def test_the_examples_in_docstrings_print_what_they_say(unit: Unit) -> None:
    solution = execute(unit.solution_path)
    assert all(">>>" in (getattr(solution, name).__doc__ or "") for name in unit.functions)
    ran = doctest.testmod(solution)
    assert ran.attempted >= len(unit.functions)
    assert ran.failed == 0


@pytest.mark.parametrize("path", HANDOUTS, ids=file_of)
def test_the_examples_in_a_handout_print_what_it_says(path: Path) -> None:
    examples = EXAMPLE.findall(path.read_text("utf-8"))
    assert examples
    names: dict[str, object] = {}
    for code, expected in examples:
        with contextlib.redirect_stdout(io.StringIO()) as printed:
            exec(code, names)
        assert printed.getvalue() == expected


@pytest.mark.parametrize("unit", UNITS, ids=key_of)
def test_both_handouts_have_the_same_examples_results_and_sections(unit: Unit) -> None:
    english, chinese = (unit.handouts[lang].read_text("utf-8") for lang in ("en", "zh"))
    assert [out for _, out in EXAMPLE.findall(english)] == [out for _, out in EXAMPLE.findall(chinese)]
    for mark in ("\n## ", "\n### ", "<details>", "</details>", "<summary>", "](picture.svg)"):
        assert english.count(mark) == chinese.count(mark), mark
    for name in unit.functions:
        assert all(f"`{name}(" in text or f"`class {name}" in text for text in (english, chinese)), name
    assert str(unit.minutes) in english.splitlines()[2]
    assert str(unit.minutes) in chinese.splitlines()[2]


@pytest.mark.parametrize("unit", UNITS, ids=key_of)
def test_the_last_hint_has_one_hole(unit: Unit) -> None:
    for levels in unit.hints.values():
        assert [levels[-1].in_(lang).count("____") for lang in ("en", "zh")] == [1, 1]


@pytest.mark.parametrize("unit", UNITS, ids=key_of)
def test_an_egg_hatches_from_the_solution_and_not_from_the_starter(unit: Unit) -> None:
    assert unit.egg is not None
    nest, starter = ModuleType("egg"), ModuleType("starter")
    exec(unit.egg, nest.__dict__)
    exec(cut_starter(unit.solution_path.read_text("utf-8"), unit), starter.__dict__)
    assert 0 < len(nest.egg(execute(unit.solution_path)).encode()) <= MAX_EGG
    with pytest.raises(NotImplementedError):
        nest.egg(starter)


def test_there_is_a_course_to_look_at(real_course: Course) -> None:
    assert [unit.key for unit in UNITS] == [unit.key for unit in real_course.units]
