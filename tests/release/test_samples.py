"""The class that `autograder demo` grades."""

from __future__ import annotations

import ast
from pathlib import Path

from autograder.course import Course
from autograder.release.samples import alternatives, sample_class

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


def _parses(source: str | None) -> bool:
    try:
        ast.parse(source or "")
    except SyntaxError:
        return False
    return True
