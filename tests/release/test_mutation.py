"""Proof by mutation, on a course of one small unit."""

from __future__ import annotations

from pathlib import Path

from autograder.grading.engine import Engine
from autograder.grading.submission import Bench
from autograder.release.mutants import mutants
from autograder.release.mutation import SECRET, Judge, Mutation, mutate
from tests.small import HIDDEN, MISTAKES, PUBLIC, SOLUTION, small_course

# A check of `halve` that does not look at values.
LOOSE = HIDDEN.replace(
    "    x = draw.normal(3)\n    assert_same(student.halve(x), reference.halve(x))",
    "    x = draw.normal(3)\n    assert_same(student.halve(x).shape, reference.halve(x).shape)",
)
LONG = SOLUTION.replace("    return x * 2\n", "    x = x\n    return x * 2\n")


def declared(name: str) -> str:
    return f'[verify.equivalent]\n"{name}" = "because"\n'


def judged(engine: Engine, folder: Path, **files: str) -> Mutation:
    course = small_course(folder, **files)
    (unit,) = course.units
    judge = Judge(Bench(course.units, engine, SECRET))
    hidden = tuple((check.name, check.of) for check in unit.checks if check.hidden)
    found = mutants(unit.solution_path.read_text("utf-8"))
    return Mutation(unit, tuple(judge.judge(unit, mutant) for mutant in found), hidden)


def test_good_checks_kill_every_mutant(engine: Engine, tmp_path: Path) -> None:
    seen = judged(engine, tmp_path)
    assert seen.problems == ()
    assert seen.killed == len(seen.verdicts) > 5
    assert seen.rate == 1.0


def test_a_change_that_no_check_notices_is_shown_with_its_diff(engine: Engine, tmp_path: Path) -> None:
    seen = judged(engine, tmp_path, hidden=LOOSE)
    assert {verdict.mutant.after for verdict in seen.survivors} >= {"return x * 2", "return x / 3"}
    problem = next(each for each in seen.problems if "-> return x / 3" in each)
    assert (
        "no hidden check notices this change. Write one that does: it differs in test_halve_matches, call 1" in problem
    )
    assert problem.endswith("-    return x / 2\n+    return x / 3")
    assert seen.rate < 1.0


def test_a_change_that_changes_no_answer_has_to_be_accounted_for(engine: Engine, tmp_path: Path) -> None:
    seen = judged(engine, tmp_path, solution=LONG)
    (survivor,) = (each for each in seen.survivors if each.mutant.before == "x = x")
    assert survivor.is_equivalent
    assert survivor.equal_draws == 1000
    assert any("it answers as the solution does on 1000 draws" in problem for problem in seen.problems)


def test_what_is_declared_equivalent_is_left_alone(engine: Engine, tmp_path: Path) -> None:
    seen = judged(engine, tmp_path, solution=LONG, toml=declared("double: x = x -> (removed)"))
    assert seen.problems == ()
    assert len(seen.equivalent) == 1
    assert seen.rate == 1.0


def test_what_is_declared_equivalent_but_is_killed_has_to_go(engine: Engine, tmp_path: Path) -> None:
    seen = judged(engine, tmp_path, toml=declared("double: return x * 2 -> return x / 2"))
    assert seen.problems == (
        "[verify] equivalent: `double: return x * 2 -> return x / 2` is no mutant that survives. Take it out",
    )


def test_a_mutant_with_a_name_answers_as_that_mistake_does_on_all_draws(engine: Engine, tmp_path: Path) -> None:
    mistakes = MISTAKES.replace("return x + 2", "return x * 3 if x.ndim > 1 else x")  # alike until the check stops
    compare = "    assert_same(student.double(x), reference.double(x))\n"
    hidden = HIDDEN.replace(compare, f"{compare}    x = x[0]\n{compare}")
    public = PUBLIC.replace("tensor([1.0, 2.0])", "tensor([[1.0, 2.0]])").replace("tensor([2.0", "tensor([[2.0")
    public = public.replace("4.0]))", "4.0]]))")
    seen = judged(engine, tmp_path, mistakes=mistakes, hidden=hidden, public=public)
    (problem,) = seen.problems
    assert problem == (
        "solution.py:9: is recognised as adds_two, but answers otherwise in test_double_matches, call 2, double: "
        "double: return x * 2 -> return x * 3"
    )


def test_checks_that_add_nothing_are_named(engine: Engine, tmp_path: Path) -> None:
    twice = HIDDEN + (
        "\n\n@points(1)\ndef test_double_matches_again(student, reference, draw):\n"
        "    x = draw.normal(2)\n    assert_same(student.double(x), reference.double(x))\n"
    )
    assert judged(engine, tmp_path / "one", hidden=twice).idle == ("test_double_matches", "test_double_matches_again")
    assert judged(engine, tmp_path / "two").idle == ()


def test_processes_come_to_the_same_verdicts(engine: Engine, tmp_path: Path) -> None:
    here = judged(engine, tmp_path)
    steps: list[None] = []
    (there,) = mutate(tmp_path / "course", [here.unit], 2, lambda: steps.append(None))
    assert there.verdicts == here.verdicts
    assert len(steps) == len(here.verdicts)
