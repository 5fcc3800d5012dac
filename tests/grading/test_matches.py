"""A mistake may say itself what its answers look like (`matches=`), and may ask for a process of its own (`fork=`)."""

from __future__ import annotations

from contextlib import nullcontext
from pathlib import Path

import pytest
import torch

from autograder.course import CourseFaults
from autograder.grading.engine import Engine, LocalEngine, SubprocessEngine
from autograder.grading.intake import take_bytes
from autograder.grading.submission import Bench
from autograder.jail.remote import Patience
from autograder.release.verify import final_rows
from autograder.results import CheckResult
from tests.small import RIGHT, small_course

TEXTS = 'en="""Meaning.\n\nQuestion?""", zh="""意思。\n\n问题？"""'

RANDOM = f"""
import torch
from autograder import mistake
from helpers import LIMIT
from u01_small import halve

def far(calls):
    return all(call.name == "double" and call.fault is None and call.value.abs().max() > LIMIT for call in calls)

@mistake("noise", of="double", matches=far, {TEXTS})
def noise(x):
    return torch.randn(x.shape) + 1000

@mistake("raises_itself", of="halve", matches=lambda calls: calls[99], {TEXTS})
def raises_itself(x):
    return x * 3
"""

GLOBAL = f"""
import torch
from autograder import mistake

@mistake("default_dtype", of="double", fork=True, {TEXTS})
def default_dtype(x):
    torch.Tensor.__mul__ = lambda a, b: a - b
    return x * 2

@mistake("three", of="double", {TEXTS})
def three(x):
    return x * 3
"""


def named(engine: Engine, folder: Path, mistakes: str, source: str) -> dict[str, str | None]:
    course = small_course(folder, mistakes=mistakes, helpers="LIMIT = 500\n")
    bench = Bench(course.units, engine, b"secret")
    rows: list[CheckResult] = final_rows(bench.rows(course.units[0], take_bytes(source.encode())))
    return {row.check: row.mistake for row in rows if row.status != "passed"}


def test_random_answers_are_recognised_by_what_they_look_like(engine: Engine, tmp_path: Path) -> None:
    source = "import torch\ndef double(x): return 2000 + torch.rand_like(x)\ndef halve(x): return x / 2\n"
    assert named(engine, tmp_path, RANDOM, source) == {"test_double": "noise", "test_double_matches": "noise"}


def test_answers_that_do_not_look_like_it_are_not_named(engine: Engine, tmp_path: Path) -> None:
    source = "import torch\ndef double(x): return torch.rand_like(x)\ndef halve(x): return x / 2\n"
    assert named(engine, tmp_path, RANDOM, source) == {"test_double": None, "test_double_matches": None}


def test_a_mistake_that_fails_what_the_student_passed_is_not_named_whatever_it_says(
    engine: Engine, tmp_path: Path
) -> None:
    source = "def double(x): return x * 2 if x.dim() == 1 else x + 2000\ndef halve(x): return x / 2\n"
    assert named(engine, tmp_path, RANDOM, source) == {"test_double_matches": None}


def test_what_raises_in_matches_counts_as_no_and_is_logged(
    engine: Engine, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    source = "def double(x): return x * 2\ndef halve(x): return x * 3\n"
    assert named(engine, tmp_path, RANDOM, source) == {"test_halve_matches": None}
    assert "`matches=` of raises_itself raised" in caplog.text


@pytest.mark.parametrize("kind", [Engine, SubprocessEngine])
def test_a_mistake_that_changes_torch_does_so_in_a_process_of_its_own(
    engine: Engine, kind: type[Engine], tmp_path: Path
) -> None:
    with nullcontext(engine) if kind is Engine else kind() as used:
        source = "def double(x): return x * 3\ndef halve(x): return x / 2\n"
        assert named(used, tmp_path, GLOBAL, source) == {"test_double": "three", "test_double_matches": "three"}


def test_what_such_a_mistake_changes_is_not_met_by_an_authors_other_programs(engine: Engine, tmp_path: Path) -> None:
    source = "def double(x): return x * 3\ndef halve(x): return x / 2\n"
    assert named(engine, tmp_path / "1", GLOBAL, source) == {"test_double": "three", "test_double_matches": "three"}
    (unit,) = small_course(tmp_path / "2").units
    assert engine.trusted(unit, RIGHT, 0, Patience()).double(torch.tensor([1.0, 2.0])).tolist() == [2.0, 4.0]


def test_in_one_process_fork_has_no_effect(tmp_path: Path) -> None:
    with LocalEngine() as engine:
        mistakes = GLOBAL.replace("torch.Tensor.__mul__ = lambda a, b: a - b", "x = x - 4")
        source = "def double(x): return x * 3\ndef halve(x): return x / 2\n"
        assert named(engine, tmp_path, mistakes, source) == {"test_double": "three", "test_double_matches": "three"}


def test_fork_that_is_no_truth_value_is_a_fault_of_the_course(tmp_path: Path) -> None:
    with pytest.raises(CourseFaults, match=r"`fork=1` is neither True nor False"):
        small_course(tmp_path, mistakes=GLOBAL.replace("fork=True", "fork=1"))
