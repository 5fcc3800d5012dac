"""The course that docs/instructors.md has its reader write: it loads, is proven, is released, and teaches."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from autograder.course import Course, load_course
from autograder.course.egg import encode
from autograder.course.released import Released, load_released
from autograder.grading.desk import Desk
from autograder.grading.engine import Engine, LocalEngine
from autograder.grading.submission import Bench
from autograder.release.pictures import draw_picture
from autograder.release.tree import release_files
from autograder.release.verify import SECRETS, Proof, verify_unit
from autograder.release.write import write_files
from autograder.results import Reason, Status

TUTORIAL = Path(__file__).parents[2] / "docs/instructors.md"
FILE = re.compile(r"^`([\w./]+)`\n\n(`{3,})\w+\n(.*?)^\2$", re.MULTILINE | re.DOTALL)
UNIT = "a1_votes/u01_shares"


def told_files() -> dict[str, str]:
    """What the tutorial says to write: the text of each file, by path."""
    return {path: content for path, _, content in FILE.findall(TUTORIAL.read_text("utf-8"))}


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reader's folder after the last step."""
    home = tmp_path_factory.mktemp("my-course")
    for name, content in told_files().items():
        path = home / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, "utf-8")
    with (home / "reference" / UNIT / "unit.toml").open("a", encoding="utf-8") as toml:
        toml.write(f'\n[egg]\ncode = "{encode((home / "egg.py").read_text("utf-8"))}"\n')
    return home


@pytest.fixture(scope="module")
def course(home: Path) -> Course:
    course = load_course(home / "reference")
    for unit in course.units:
        (unit.path / "picture.svg").write_text(draw_picture(unit), "utf-8")
    return course


@pytest.fixture(scope="module")
def bench(course: Course) -> Iterator[Bench]:
    with Bench(course.units, Engine(), SECRETS[0]) as bench:
        yield bench


@pytest.fixture(scope="module")
def proofs(course: Course, bench: Bench) -> list[Proof]:
    return [proof for unit in course.units for proof in verify_unit(bench, unit)]


@pytest.fixture
def released(course: Course, bench: Bench, tmp_path: Path) -> Released:
    write_files(release_files(bench, course), tmp_path)
    return load_released(tmp_path)


def test_every_proof_of_its_unit_holds(proofs: list[Proof]) -> None:
    assert [(proof.what, proof.problems) for proof in proofs if proof.problems] == []


def test_verify_sees_what_the_tutorial_says(proofs: list[Proof]) -> None:
    printed = TUTORIAL.read_text("utf-8")
    for proof in proofs:
        assert re.search(rf"^[\w/ ]*\b{proof.what} +✓  {re.escape(proof.detail)}$", printed, re.MULTILINE), proof
    assert f"All {len(proofs)} proofs hold." in printed


def test_its_student_is_told_about_the_mistake_that_the_tutorial_makes(released: Released) -> None:
    unit = released.course.unit(UNIT)
    starter = unit.solution_path.read_text("utf-8")
    old, new = 'raise NotImplementedError("a1/u01 shares")', "return votes / votes.sum()"
    for line in (old, new):
        assert f"`{line}`" in TUTORIAL.read_text("utf-8")
    assert old in starter
    unit.solution_path.write_text(starter.replace(old, new), "utf-8")
    shares, winners = Desk(released, (unit,), LocalEngine()).check(unit)
    assert (shares.status, shares.mistake) == (Status.FAILED, "whole_country")
    assert winners.reason is Reason.NOT_ATTEMPTED


def test_its_egg_hatches_for_who_passes_everything(released: Released, course: Course) -> None:
    unit = released.course.unit(UNIT)
    unit.solution_path.write_bytes(course.unit(UNIT).solution_path.read_bytes())
    desk = Desk(released, (unit,), LocalEngine())
    assert {row.status for row in desk.check(unit)} == {Status.PASSED}
    said = desk.hatch(unit)
    assert said is not None
    assert said.endswith(": 1, 3, 4")


FOR_NOTEBOOKS = {"check", "hint", "progress"}


def test_every_name_that_a_check_may_import_is_explained() -> None:
    import autograder

    text = TUTORIAL.read_text("utf-8")
    meant_for_authors = set(autograder.__all__) - {"Mismatch", "StudentError"} - FOR_NOTEBOOKS
    assert [name for name in sorted(meant_for_authors) if not re.search(rf"\b{name}\b", text)] == []
