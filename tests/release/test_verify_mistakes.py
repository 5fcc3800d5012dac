"""What `verify` runs each mistake through: whatever it could make a difference to, and nothing else."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from autograder.grading.engine import LocalEngine
from autograder.grading.submission import Bench
from autograder.release.verify import UnitProofs
from tests.small import HIDDEN, MISTAKES, small_course

OWN = "    assert_same(student.halve(x), reference.halve(x))"
CALLS_DOUBLE = """    assert_same(student.double(x), reference.double(x))
    assert_same(student.halve(x), reference.halve(x))"""
CALLS_DOUBLE_WHATEVER_IT_RAISES = """    try:
        doubled = student.double(x)
    except Exception:
        doubled = reference.double(x)
    assert_same(doubled, reference.double(x))
    assert_same(student.halve(x), reference.halve(x))"""

MORE_MISTAKES = MISTAKES + MISTAKES.split("\n\n\n", 1)[1].replace("adds_two", "adds_three").replace("x + 2", "x + 3")


def found_in(folder: Path, of_halve: str, mistakes: str = MISTAKES) -> list[str]:
    hidden = HIDDEN.replace(OWN, of_halve).replace("@points(1)", '@points(1, of="halve")')
    course = small_course(folder, hidden=hidden, mistakes=mistakes)
    with Bench(course.units, LocalEngine(), b"secret") as bench:
        return UnitProofs(bench, course.units[0]).mistakes()[0]


@pytest.mark.parametrize("of_halve", [CALLS_DOUBLE, CALLS_DOUBLE_WHATEVER_IT_RAISES], ids=["openly", "behind a try"])
def test_a_check_that_calls_another_function_as_well_is_told(tmp_path: Path, of_halve: str) -> None:
    (problem,) = found_in(tmp_path, of_halve)
    assert problem == (
        "adds_two (mistakes.py:14): test_halve_matches exercises halve, and fails though only double is wrong"
    )


def test_a_check_that_does_not_call_a_function_is_not_run_with_each_mistake_of_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seeds: dict[str, set[int]] = {"a mistake": set(), "without": set()}
    stand_in, without = LocalEngine.stand_in, LocalEngine.without

    def with_a_mistake(engine: LocalEngine, unit: Any, seed: int, mistake: Any = None) -> Any:
        seeds["a mistake"].add(seed)
        return stand_in(engine, unit, seed, mistake)

    def without_a_function(engine: LocalEngine, unit: Any, seed: int, function: str) -> Any:
        assert (function, seed) not in {("double", each) for each in seeds["without"]}, "once is enough"
        seeds["without"].add(seed)
        return without(engine, unit, seed, function)

    monkeypatch.setattr(LocalEngine, "stand_in", with_a_mistake)
    monkeypatch.setattr(LocalEngine, "without", without_a_function)
    assert found_in(tmp_path, OWN, MORE_MISTAKES) == []
    assert len(seeds["without"]) == 1, "the check of halve"
    assert len(seeds["a mistake"]) == 3, "the public check of double, and its hidden one with two secrets"
    assert not seeds["without"] & seeds["a mistake"]
