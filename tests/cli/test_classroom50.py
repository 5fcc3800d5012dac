"""`autograder classroom50` as an autograder.py starts it: in a student's checkout, with Classroom 50's variables."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from autograder.course import Course
from tests.report.test_classroom50 import ENVIRONMENT, read
from tests.small import RIGHT, small_course

REPOSITORY = Path(__file__).parents[2]
WRONG = "def double(x): return x + 2\ndef halve(x): return x / 2\n"
WHEN = "2026-06-01T16:32:01+02:00"


@pytest.fixture(scope="module")
def course(tmp_path_factory: pytest.TempPathFactory) -> Course:
    return small_course(tmp_path_factory.mktemp("course"))


def checkout(folder: Path, files: dict[str, str], *, when: str | None = WHEN) -> Path:
    place = folder / "checkout"
    for name, text in files.items():
        file = place / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text)
    if when is not None:
        git = ["git", "-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "commit.gpgsign=false"]
        dates = {**os.environ, "GIT_COMMITTER_DATE": when, "GIT_AUTHOR_DATE": "2020-01-01T00:00:00Z"}
        for arguments in (["init", "-q"], ["add", "-A"], ["commit", "-q", "-m", "x"]):
            subprocess.run([*git, *arguments], cwd=place, env=dates, check=True)
    return place


def grade(
    place: Path, course: Path, *more: object, safe: bool = True, **environment: str | None
) -> subprocess.CompletedProcess[str]:
    """As an autograder.py does. A variable that is None is not set."""
    known: dict[str, str | None] = {**os.environ, **ENVIRONMENT, "ASSIGNMENT": "a0-small", "AUTOGRADER_LANG": "en",
                                    "PYTHONPATH": str(REPOSITORY), **environment}  # fmt: skip
    return subprocess.run(
        [sys.executable, *(["-P"] if safe else []), "-m", "autograder.cli", "classroom50", "--course", str(course),
         *map(str, more)],
        cwd=place, capture_output=True, text=True, check=False,
        env={name: value for name, value in known.items() if value is not None},
    )  # fmt: skip


def result_of(place: Path) -> dict[str, Any]:
    return read((place / "result.json").read_text("utf-8"))


@dataclass(frozen=True)
class Graded:
    """A checkout full of what a student may commit, graded once; tests look at it."""

    place: Path
    done: subprocess.CompletedProcess[str]
    marker: Path  # would be there if anything in the checkout had been imported
    outside: Path  # a file that a link in the checkout leads to


@pytest.fixture(scope="module")
def graded(course: Course, tmp_path_factory: pytest.TempPathFactory) -> Graded:
    folder = tmp_path_factory.mktemp("graded")
    marker, outside = folder / "imported", folder / "outside"
    outside.write_text("as it was")
    spy = f"open({str(marker)!r}, 'w')\n"
    names = ("torch.py", "json.py", "click.py", "conftest.py", "sitecustomize.py", "autograder/__init__.py")
    place = checkout(
        folder,
        {"assignments/a0_small/u01_small.py": WRONG, "result.json/x": "{}", "pytest.ini": "[pytest]\n",
         **dict.fromkeys(names, spy)},
    )  # fmt: skip
    (place / "release-body.md").symlink_to(outside)
    return Graded(place, grade(place, course.path), marker, outside)


def test_it_grades_the_checkout(graded: Graded) -> None:
    place, done = graded.place, graded.done
    assert done.returncode == 0, done.stderr
    found = result_of(place)
    assert (found["score"], found["max-score"]) == (100, 400)
    assert found["assignment"] == "a0-small", "as Classroom 50 calls it"
    assert found["datetime"] == "2026-06-01T14:32:01Z", "the committer's date, in UTC"
    assert [test["passed"] for test in found["tests"]] == [False, False, True]
    body = (place / "release-body.md").read_text("utf-8")
    assert "Two was added to" in body
    assert "1 of 4 points" in body
    assert done.stdout.strip() == "a0_small: 1 of 4 points."
    assert not list(place.glob(".*.part"))


def test_graded_again_only_the_moment_of_grading_moves(tmp_path: Path, course: Course) -> None:
    place = checkout(tmp_path, {"u01_small.py": RIGHT})
    (tmp_path / "secret").write_bytes(b"s" * 32)
    found = []
    for _ in range(2):
        done = grade(place, course.path, "--secret", tmp_path / "secret", "--assignment", "a0")
        assert done.returncode == 0, done.stderr
        found.append(result_of(place))
    assert found[0].pop("graded_at") < found[1].pop("graded_at")
    assert found[0] == found[1]
    assert found[0]["score"] == 400


def test_nothing_of_the_checkout_is_imported_or_believed(graded: Graded) -> None:
    """Modules, results, links and settings that a student commits."""
    assert graded.done.returncode == 0, graded.done.stderr
    assert not graded.marker.exists()
    assert result_of(graded.place)["score"] == 100
    assert graded.outside.read_text() == "as it was"
    assert not (graded.place / "release-body.md").is_symlink()


def test_a_python_that_looks_into_the_checkout_is_refused(tmp_path: Path, course: Course) -> None:
    place = checkout(tmp_path, {"u01_small.py": RIGHT, "result.json": '{"score": 400}'})
    done = grade(place, course.path, safe=False)
    assert done.returncode == 2
    assert "python -P -m" in done.stderr
    assert not (place / "result.json").exists(), "the student's own is no result"


def test_a_course_out_of_the_checkout_is_refused(tmp_path: Path) -> None:
    place = checkout(tmp_path, {"u01_small.py": RIGHT})
    small_course(place)
    (place / "secret").write_bytes(b"s" * 32)
    assert "lies in the student's checkout" in grade(place, Path("course")).stderr
    (tmp_path / "link").symlink_to(place / "course")
    assert "lies in the student's checkout" in grade(place, tmp_path / "link").stderr
    outside = small_course(tmp_path / "ours").path
    done = grade(place, outside, "--secret", "secret")
    assert (done.returncode, "lies in the student's checkout" in done.stderr) == (2, True)


def test_work_that_is_broken_or_missing_is_graded_all_the_same(tmp_path: Path, course: Course) -> None:
    hostile = "print('::error::x')\ndef double(x:\n"
    for number, files in enumerate([{"u01_small.py": hostile}, {"README.md": "::error::y"}]):
        place = checkout(tmp_path / str(number), files)
        done = grade(place, course.path)
        assert done.returncode == 0, done.stderr
        assert result_of(place)["score"] == 0
        assert "::" not in done.stdout + done.stderr
        for line in (place / "release-body.md").read_text("utf-8").splitlines():
            assert not line.lstrip().startswith("::")


@pytest.mark.parametrize(
    ("environment", "more", "said"),
    [
        ({"OWNER": None, "REVIEW_URL": ""}, (), "not set here: OWNER, REVIEW_URL."),
        ({"ASSIGNMENT_TYPE": "pair\n::error::x"}, (), "`individual` or `team`"),
        ({"ASSIGNMENT": "b7"}, (), "No assignment `b7`"),
        ({"ASSIGNMENT": None}, (), "--assignment"),
        ({}, ("--secret", "/nowhere/secret"), "The secret /nowhere/secret cannot be read"),
    ],
)
def test_trouble_of_ours_is_told_by_the_exit_status(
    tmp_path: Path, course: Course, environment: dict[str, str | None], more: tuple[str, ...], said: str
) -> None:
    place = checkout(tmp_path, {"u01_small.py": RIGHT})
    done = grade(place, course.path, *more, **environment)
    assert done.returncode == 2
    assert said in done.stderr
    assert not (place / "result.json").exists()
    assert not [line for line in done.stderr.splitlines() if line.lstrip().startswith("::")]


def test_a_faulty_course_and_a_judge_that_dies_are_trouble_of_ours(tmp_path: Path) -> None:
    place = checkout(tmp_path, {"u01_small.py": RIGHT})
    assert grade(place, tmp_path / "nowhere").returncode == 2
    course = small_course(tmp_path)
    spoiled = tmp_path / "spoiled"
    spoiled.mkdir()
    (spoiled / "sitecustomize.py").write_text(
        "import sys\nif 'autograder.grading.worker' in sys.orig_argv: sys.exit('no judge')\n"
    )
    done = grade(place, course.path, PYTHONPATH=f"{spoiled}{os.pathsep}{REPOSITORY}")
    assert done.returncode == 2
    assert "before it was ready" in done.stderr
    assert not (place / "result.json").exists()


def test_without_git_the_tag_says_when_and_without_both_there_is_no_result(tmp_path: Path, course: Course) -> None:
    place = checkout(tmp_path, {"u01_small.py": RIGHT}, when=None)
    assert grade(place, course.path, GIT_CEILING_DIRECTORIES=str(tmp_path)).returncode == 0
    assert result_of(place)["datetime"] == "2026-06-01T14:32:05Z"
    done = grade(
        place, course.path, GIT_CEILING_DIRECTORIES=str(tmp_path), SUBMISSION_TAG="submit/9999-99-99T99-99-99Z"
    )
    assert done.returncode == 2
    assert "holds no moment" in done.stderr
    assert not (place / "result.json").exists()
