"""Units that need more than torch: what is imported beforehand, and what happens where it is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from autograder.course import Course
from autograder.course.released import ReleaseError
from autograder.grading.engine import Engine
from autograder.grading.intake import take_bytes
from autograder.grading.submission import Bench
from autograder.release.tree import release_files
from autograder.release.verify import UnitProofs, final_rows
from autograder.results import Reason, Status
from tests.small import HIDDEN, RIGHT, small_course


def lacking(folder: Path) -> Course:
    return small_course(folder, toml='imports = ["no_such_package.part", "math"]')


def test_where_a_package_is_missing_nothing_is_counted_against_anybody(engine: Engine, tmp_path: Path) -> None:
    course = lacking(tmp_path)
    rows = final_rows(Bench(course.units, engine, b"secret").rows(course.units[0], take_bytes(RIGHT.encode())))
    assert {(row.status, row.reason, row.points) for row in rows} == {(Status.ERROR, Reason.NOT_HERE, 0.0)}
    told = rows[0].feedback.summary if rows[0].feedback else None
    assert told is not None
    assert "needs no_such_package, which is not installed" in told.en
    assert "需要 no_such_package" in told.zh


def test_an_author_is_told_what_to_install(engine: Engine, tmp_path: Path) -> None:
    course = lacking(tmp_path)
    bench = Bench(course.units, engine, b"")
    proofs = UnitProofs(bench, course.units[0]).all()
    assert list(proofs) == ["what it needs"]
    problems, _ = proofs["what it needs"]()
    assert problems == ["needs no_such_package, which is not installed here: `pip install no_such_package`"]
    with pytest.raises(ReleaseError, match="a0_small/u01_small needs no_such_package: install it"):
        release_files(bench, course)


SEES = """import sys
def double(x): return x + x if ("wave" in sys.modules) is EXPECTED else x
def halve(x): return x / 2
"""


@pytest.mark.parametrize("wanted", [True, False])
def test_jails_are_born_with_what_their_unit_imports(engine: Engine, tmp_path: Path, wanted: bool) -> None:
    course = small_course(tmp_path, toml='imports = ["wave"]' if wanted else "")
    source = SEES.replace("EXPECTED", str(wanted))
    rows = final_rows(Bench(course.units, engine, b"secret").rows(course.units[0], take_bytes(source.encode())))
    assert {row.status for row in rows} == {Status.PASSED}


COMPILES = """import torch
def double(x): return torch.compile(lambda y: y * 2, backend="eager", fullgraph=True)(x)
def halve(x): return x / 2
"""


@pytest.mark.parametrize("toml", ["", 'imports = ["torch._dynamo"]'])
def test_a_jail_can_capture_graphs(engine: Engine, tmp_path: Path, toml: str) -> None:
    course = small_course(tmp_path, toml=toml, hidden=HIDDEN)
    rows = final_rows(Bench(course.units, engine, b"secret").rows(course.units[0], take_bytes(COMPILES.encode())))
    assert [(row.check, row.feedback) for row in rows if row.status is not Status.PASSED] == []
