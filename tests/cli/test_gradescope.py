"""From `autograder gradescope package` to results.json: the zip unpacked into a folder, and its script run there."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from autograder.cli import main
from autograder.cli.gradescope import NOBODY, about
from autograder.course import Course
from tests.report.test_gradescope import read
from tests.small import PUBLIC, RIGHT, small_course

REPOSITORY = Path(__file__).parents[2]
WRONG = "def double(x): return x + 2\ndef halve(x): return x / 2\n"
# What is wrong only where the number that was drawn is positive: so many coins.
COINS = """from autograder import assert_same, points
import pytest


@pytest.mark.parametrize("coin", range(24))
@points(1, of="double")
def test_double_of_one(student, reference, draw, coin):
    x = draw.normal(1)
    if float(x) > 0:
        assert_same(student.double(x), reference.double(x))
    else:
        assert_same(student.halve(x), reference.halve(x))


@points(1)
def test_halve_matches(student, reference, draw):
    x = draw.normal(3)
    assert_same(student.halve(x), reference.halve(x))
"""


def ours(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["gradescope", *map(str, arguments)])


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return small_course(tmp_path_factory.mktemp("course"))


@pytest.fixture(scope="module")
def packed(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return package(course, tmp_path_factory.mktemp("packed"))


def package(course: Course, folder: Path, *more: str) -> Path:
    done = ours("package", "--assignment", "a0", "--course", course.path, "--out", folder / "a0.zip",
                "--gradebook", folder / "book" / "attempts.db", "--lang", "en", *more)  # fmt: skip
    assert done.exit_code == 0, done.output
    return folder / "a0.zip"


class Container:
    """What Gradescope has when it runs run_autograder, but elsewhere."""

    def __init__(self, base: Path, packed: Path, files: dict[str, str] | None = None) -> None:
        self.base = base
        (base / "submission").mkdir(parents=True)
        with zipfile.ZipFile(packed) as archive:
            archive.extractall(base / "source")  # which leaves modes out, as some programs do
        python = base / "venv" / "bin" / "python"
        python.parent.mkdir(parents=True)
        python.write_text(f'#!/bin/sh\nexec "{sys.executable}" "$@"\n')
        python.chmod(0o755)
        for name, text in (files or {}).items():
            file = base / "submission" / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text)
        self.metadata(users=[{"email": "amy@example.org", "id": 1, "name": "Amy"}])

    def metadata(self, **values: Any) -> None:
        (self.base / "submission_metadata.json").write_text(json.dumps(values))

    def run(self) -> tuple[dict[str, Any], str]:
        """results.json, and what instructors see of the output."""
        done = subprocess.run(
            ["bash", str(self.base / "source" / "run_autograder")], cwd=self.base / "submission", text=True,
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
            env={**os.environ, "TORCHGRADE_BASE": str(self.base), "PYTHONPATH": str(REPOSITORY)},
        )  # fmt: skip
        assert done.returncode == 0, done.stdout
        return read((self.base / "results" / "results.json").read_text("utf-8")), done.stdout


def scores(found: dict[str, Any]) -> dict[str, float]:
    return {test["number"]: test["score"] for test in found["tests"]}


def test_the_script_of_the_zip_grades_and_hidden_checks_tell_nothing(tmp_path: Path, packed: Path) -> None:
    container = Container(tmp_path / "g", packed, {"u01_small.py": WRONG})
    container.metadata(users=[{"email": "amy@example.org"}], previous_submissions=[{"score": 1}, {"score": 1}])
    found, printed = container.run()
    assert scores(found) == {"1.1": 0, "1.2": 0, "1.3": 1}, printed
    public, hidden = found["tests"][0]["output"], found["tests"][1]["output"]
    assert "Two was added to" in public
    assert "Called:" in public
    assert "Two was added to" in hidden
    assert "Called:" not in hidden
    assert "number 3" in found["output"]
    assert "amy" not in json.dumps(found)
    assert found["extra_data"]["mistakes"] == [{"unit": "u01_small", "mistake": "adds_two"}]
    assert (tmp_path / "g" / "source" / "secret").stat().st_mode & 0o077 == 0


@pytest.fixture(scope="module")
def tossed(tmp_path_factory: pytest.TempPathFactory) -> list[tuple[dict[str, float], str]]:
    """The same file in three layouts, with two secrets (the first two have one): scores, and what was printed."""
    folder = tmp_path_factory.mktemp("tossed")
    course = small_course(folder, hidden=COINS)
    for name in ("one", "other"):
        (folder / name).mkdir()
    one, other = (package(course, folder / name) for name in ("one", "other"))
    found = []
    for file, where in ((one, ""), (one, "a0_small/"), (other, "assignments/a0_small/")):
        files = {f"{where}u01_small.py": WRONG, f"{where}torch.py": "raise SystemExit", "json.py": "raise SystemExit"}
        results, printed = Container(folder / f"g{len(found)}", file, files).run()
        found.append((scores(results), printed))
    return found


def test_the_same_submission_gets_the_same_inputs_by_the_secret_of_the_zip(
    tossed: list[tuple[dict[str, float], str]],
) -> None:
    first, second, other = (each for each, _ in tossed)
    assert 1 < sum(first.values()) < 25
    assert first == second
    assert first != other, "another secret draws other inputs"


@pytest.mark.parametrize("layout", range(3))
def test_files_are_found_in_each_layout_and_others_are_not_looked_at(
    tossed: list[tuple[dict[str, float], str]], layout: int
) -> None:
    found, printed = tossed[layout]
    assert (found["1.1"], found["1.26"]) == (0, 1), printed  # double is wrong, halve is right
    assert 1 < sum(found.values()) < 25


def test_packing_again_gives_the_same_zip_that_only_its_owner_may_read(packed: Path, course: Course) -> None:
    before = packed.read_bytes()
    assert package(course, packed.parent).read_bytes() == before
    assert packed.stat().st_mode & 0o777 == 0o600
    assert (packed.parent / "book" / "secret").read_bytes() in before


def test_a_wheel_that_lies_there_is_packed(course: Course, tmp_path: Path) -> None:
    wheel = tmp_path / "torchgrade-9-py3-none-any.whl"
    wheel.write_bytes(b"a wheel")
    with zipfile.ZipFile(package(course, tmp_path, "--requirement", str(wheel))) as archive:
        assert archive.read("wheels/torchgrade-9-py3-none-any.whl") == b"a wheel"


def test_packing_says_what_is_wrong(course: Course, tmp_path: Path) -> None:
    arguments = ["package", "--course", course.path, "--gradebook", tmp_path / "attempts.db"]
    unknown = ours(*arguments, "--assignment", "b7", "--out", tmp_path / "x.zip")
    assert (unknown.exit_code, "No assignment `b7`" in unknown.output) == (2, True)
    nowhere = ours(*arguments, "--assignment", "a0", "--out", tmp_path / "no" / "x.zip")
    assert (nowhere.exit_code, "cannot be made" in nowhere.output) == (2, True)


def test_links_are_not_followed_and_nothing_handed_in_gives_nothing(tmp_path: Path, packed: Path) -> None:
    linked = Container(tmp_path / "g", packed)
    (tmp_path / "right.py").write_text(RIGHT)
    (tmp_path / "g" / "submission" / "u01_small.py").symlink_to(tmp_path / "right.py")
    found, printed = linked.run()
    assert sum(scores(found).values()) == 0, printed
    assert "link" in found["tests"][0]["output"]


@pytest.mark.parametrize("how", ["no python", "no course", "another secret", "no secret", "killed", "no judge"])
def test_a_grader_that_dies_leaves_results_that_say_so(tmp_path: Path, packed: Path, how: str) -> None:
    container = Container(tmp_path / "g", packed, {"u01_small.py": RIGHT})
    python, source = tmp_path / "g" / "venv" / "bin" / "python", tmp_path / "g" / "source"
    if how == "no python":
        python.unlink()
    elif how == "no course":
        (source / "course" / "course.toml").unlink()
    elif how == "another secret":
        (source / "secret").write_bytes(b"short")
    elif how == "no secret":
        (source / "secret").unlink()
    elif how == "killed":
        python.write_text("#!/bin/sh\nkill -9 $$\n")
    else:
        broken = tmp_path / "broken"
        broken.mkdir()
        (broken / "sitecustomize.py").write_text(
            "import sys\nif 'autograder.grading.worker' in sys.orig_argv: sys.exit('no judge')\n"
        )
        python.write_text(f'#!/bin/sh\nPYTHONPATH="{broken}:$PYTHONPATH" exec "{sys.executable}" "$@"\n')
    found, printed = container.run()
    (test,) = found["tests"]
    assert (test["score"], test["status"], found["score"]) == (0, "failed", 0)
    assert "not your fault" in test["output"]
    assert "For the teacher" in found["output"]
    assert "The grader ended with status" in printed
    if "secret" in how or how == "no course":
        assert how.split()[-1] in printed, "why, for the instructor"
        assert str(tmp_path) not in json.dumps(found), "and for nobody else"


def test_a_check_that_is_at_fault_is_told_to_instructors(tmp_path: Path) -> None:
    course = small_course(tmp_path, public=PUBLIC + "    raise OSError('the check is at fault')\n")
    container = Container(tmp_path / "g", package(course, tmp_path), {"u01_small.py": RIGHT})
    found, printed = container.run()
    assert scores(found) == {"1.1": 0, "1.2": 2, "1.3": 1}, printed
    assert "not your fault" in found["tests"][0]["output"]
    assert "u01_small test_double: a problem of the grader" in printed
    assert "status 1" in printed


@pytest.mark.parametrize(
    ("metadata", "student", "number"),
    [
        ({"users": [{"email": "b@x.org", "id": 2}, {"email": "a@x.org", "id": 1}]}, "a@x.org+b@x.org", 1),
        ({"users": [{"id": 7}], "previous_submissions": [{}, {}]}, "7", 3),
        ({"users": [{"email": "../../etc/x\n; rm\ud800\u202e"}]}, "_.._etc_x___rm__", 1),
        ({"users": [{"email": None, "id": True}, "x", {}]}, NOBODY, 1),
        ({"users": {"email": "x"}, "previous_submissions": 5}, NOBODY, 1),
        (None, NOBODY, 1),
        ([], NOBODY, 1),
    ],
)
def test_who_it_is(metadata: Any, student: str, number: int) -> None:
    assert about(metadata) == (student, number)


def test_a_long_name_is_cut() -> None:
    assert about({"users": [{"email": "x" * 1_000_000}]}) == ("x" * 100, 1)


@pytest.mark.parametrize("metadata", ["", "{", "[" * 100_000, '{"users": 1}'])
def test_metadata_of_any_form_costs_no_points(tmp_path: Path, course: Course, packed: Path, metadata: str) -> None:
    from autograder.cli.gradescope import _metadata

    (tmp_path / "m.json").write_text(metadata)
    assert about(_metadata(tmp_path / "m.json"))[0] == NOBODY
    assert _metadata(tmp_path / "none.json") is None
