"""The class that `autograder demo` grades."""

from __future__ import annotations

import ast
from pathlib import Path
from typing import Any

from autograder.course import Course
from autograder.release.samples import alternatives, sample_class, with_mistake
from tests.small import MISTAKES, small_course

OTHERS = Path(__file__).parents[1] / "alternatives"


def test_a_class_has_the_wanted_size_and_is_the_same_each_time(real_course: Course) -> None:
    units = real_course.assignments[0].units
    made = sample_class(units, 24, OTHERS)
    assert list(made) == [f"student-{number:02d}" for number in range(1, 25)]
    assert made == sample_class(units, 24, OTHERS)
    assert made != sample_class(units, 24, OTHERS, seed=10)


def test_a_class_has_one_of_each_kind_and_many_who_made_a_mistake(real_course: Course) -> None:
    units = real_course.assignments[0].units
    made = list(sample_class(units, 24, OTHERS).values())
    assert {units[0].solution_path.read_text("utf-8")} <= {one[units[0].id] for one in made}
    assert any(None in one.values() for one in made)
    assert any("" in one.values() for one in made)
    assert any(not _parses(source) for one in made for source in one.values())
    right = {
        source
        for unit in units
        for source in [unit.solution_path.read_text("utf-8"), *alternatives(unit, OTHERS).values()]
    }
    assert all(any(source not in right for source in one.values()) for one in made[2:])


def test_a_mistake_that_uses_another_ones_code_comes_with_it(tmp_path: Path) -> None:
    mistakes = MISTAKES + (
        '\n\n@mistake(\n    "doubles_then_adds",\n    of="halve",\n    en="""It doubled.\n\n    Why?""",\n'
        '    zh="""加倍了。\n\n    为什么？""",\n)\ndef halve_doubles(x):\n    return double_adds_two(x) * 2\n'
    )
    (unit,) = small_course(tmp_path, mistakes=mistakes).units
    module: dict[str, Any] = {}
    exec(with_mistake(unit, unit.mistakes_of("halve")[0]), module)
    assert (module["double"](5), module["halve"](5)) == (10, 14)


def _parses(source: str | None) -> bool:
    try:
        ast.parse(source or "")
    except SyntaxError:
        return False
    return True
