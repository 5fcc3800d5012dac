"""The steps of collecting a class (ci/collect.sh), with a program in the grader's place that tells what it is given."""

from __future__ import annotations

import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest

from tests.gradebook.repositories import git, make

CI = Path(__file__).parents[2] / "ci"
GRADER = """#!/bin/sh
echo "asked: $*"
env | cut -d= -f1 | sort | tr '\\n' ' '
echo
printf 'protocol=https\\nhost=%s\\n\\n' "${FOR:-github.com}" | git credential fill
echo '::error::forged'
exit "${STATUS:-0}"
"""

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")

Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """The instructor's checkout, of a repository beside it."""
    make(tmp_path / "first", (0, {"class/roster.csv": "student,repository\n"}))
    git(tmp_path, "clone", "--quiet", "--bare", "first", "class.git")
    return checkout(tmp_path, "class")


def checkout(tmp_path: Path, name: str) -> Path:
    git(tmp_path, "clone", "--quiet", "class.git", name)
    place = tmp_path / name
    (place / "ci").symlink_to(CI)
    program = place / ".venv" / "bin" / "autograder"
    program.parent.mkdir(parents=True)
    program.write_text(GRADER)
    program.chmod(0o755)
    (program.parent / "python").symlink_to(sys.executable)
    return place


@pytest.fixture
def run(place: Path) -> Run:
    """Runs steps with the environment of a runner, and further variables."""

    def steps(*names: str, at: Path = place, **variables: str) -> subprocess.CompletedProcess[str]:
        environment = {
            "PATH": os.environ["PATH"], "HOME": str(at), "GIT_CONFIG_GLOBAL": os.devnull, "ASSIGNMENTS": "a1",
            "GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "true", "GITHUB_ENV": "x", "GITHUB_TOKEN": "ghs_ours",
        }  # fmt: skip
        return subprocess.run(
            ["bash", str(at / "ci" / "collect.sh"), *names], cwd="/", env=environment | variables,
            capture_output=True, text=True,
        )  # fmt: skip

    return steps


@pytest.mark.parametrize("step", ["collect", "feedback"])
def test_git_gets_the_token_for_github_alone(run: Run, step: str) -> None:
    done = run(step, STUDENTS_TOKEN="ghs_students")
    assert done.returncode == 0, done.stderr
    assert "username=x-access-token\npassword=ghs_students\n" in done.stdout
    assert "--roster class/roster.csv --assignment a1" in done.stdout
    elsewhere = run(step, STUDENTS_TOKEN="ghs_students", FOR="example.org")
    assert "ghs_students" not in elsewhere.stdout
    assert "password=ghs" not in run(step).stdout


def test_what_runs_students_code_gets_nothing_of_the_runner(run: Run) -> None:
    done = run("grade", STUDENTS_TOKEN="ghs_students", GH_TOKEN="x", GITHUB_STEP_SUMMARY="x", AUTOGRADER_LANG="zh")
    assert done.returncode == 0, done.stderr
    names = set(done.stdout.splitlines()[1].split())
    assert names - {"PWD", "SHLVL", "_"} == {
        "PATH", "HOME", "LANG", "AUTOGRADER_LANG", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "OPENBLAS_NUM_THREADS"
    }  # fmt: skip
    assert "ghs_" not in done.stdout


@pytest.mark.parametrize("step", ["collect", "report", "feedback"])
def test_what_is_printed_is_no_command_to_the_runner(run: Run, step: str) -> None:
    done = run(step, GITHUB_ACTIONS="true")
    assert done.returncode == 0, done.stderr
    stop = re.findall(r"(?m)^::stop-commands::([0-9a-f]{32})$", done.stdout)
    assert len(stop) == 1
    before, _, after = done.stdout.partition("::error::forged")
    assert f"::stop-commands::{stop[0]}\n" in before
    assert f"\n::{stop[0]}::\n" in after


def test_a_summary_that_goes_into_a_file_with_all_else_is_not_written_over(place: Path, run: Run) -> None:
    steps = ["bash", str(place / "ci" / "collect.sh"), "report", "summary", "report"]
    with (place / "log").open("w") as log:
        subprocess.run(steps, cwd="/", env={**os.environ, "ASSIGNMENTS": "a1 a2"}, stdout=log, check=True)
    asked = [line.split()[1] for line in (place / "log").read_text().splitlines() if line.startswith("asked: ")]
    assert asked == ["report", "summary", "summary", "report"]
    done = run("summary", GITHUB_ACTIONS="true", GITHUB_STEP_SUMMARY=str(place / "summary.md"), ASSIGNMENTS="a1 a2")
    assert done.returncode == 0, done.stderr
    assert (place / "summary.md").read_text().count("asked: summary") == 2
    assert "asked: summary" not in done.stdout
    assert done.stdout.count("::stop-commands::") == 2, "what is said beside it may hold names"


def test_where_somebody_has_to_look_the_rest_goes_on_and_wrong_use_ends_it(run: Run) -> None:
    done = run("collect", "grade", STATUS="1", GITHUB_ACTIONS="true")
    assert done.returncode == 0
    assert done.stdout.count("::warning title=Collection::") == 1  # grading does not see STATUS
    assert "asked: grade" in done.stdout
    assert run("feedback", STATUS="1").returncode == 1
    done = run("collect", "grade", STATUS="2")
    assert done.returncode == 2
    assert "asked: grade" not in done.stdout


def test_wrong_use_is_said_before_anything_runs(run: Run) -> None:
    for steps, variables, said in (
        ([], {}, "usage: ci/collect.sh STEP"),
        (["collect", "dance"], {}, "There is no step dance"),
        (["collect"], {"ASSIGNMENTS": " "}, "ASSIGNMENTS is empty"),
        (["collect"], {"ASSIGNMENTS": "a1 a2", "DEADLINE": "x"}, "DEADLINE is that of one assignment"),
        (["collect"], {"CLASS": "ours.toml", "DEADLINE": "x"}, "DEADLINE is given, and ours.toml says when"),
    ):
        done = run(*steps, **variables)
        assert (done.returncode, done.stdout) == (2, "")
        assert said in done.stderr


def test_several_assignments_are_collected_one_by_one(run: Run) -> None:
    done = run("collect", ASSIGNMENTS="a1 a2")
    assert [line for line in done.stdout.splitlines() if line.startswith("asked")] == [
        f"asked: collect --roster class/roster.csv --assignment {name} --to submitted --course reference"
        for name in ("a1", "a2")
    ]
    assert "--deadline 2026-10-01T22:00+02:00" in run("collect", DEADLINE="2026-10-01T22:00+02:00").stdout


def test_a_public_repository_is_refused(run: Run) -> None:
    assert run("guard", PRIVATE="true").returncode == 0
    for private in ("false", "", "null"):
        done = run("guard", PRIVATE=private)
        assert done.returncode == 2
        assert "This repository is public" in done.stderr


def fill(place: Path, rows: int) -> None:
    """A gradebook of so many rows as SQLite leaves it when its program is killed: with rows beside the file."""
    (place / "gradebook").mkdir(exist_ok=True)
    (place / "gradebook" / "secret").write_bytes(b"s" * 32)
    script = f"""
import os, sqlite3
book = sqlite3.connect("gradebook/attempts.db", isolation_level=None)
book.execute("PRAGMA journal_mode=WAL")
book.execute("CREATE TABLE IF NOT EXISTS rows (x)")
for number in range({rows}):
    book.execute("INSERT INTO rows VALUES (?)", [number])
os._exit(0)
"""
    subprocess.run([sys.executable, "-c", script], cwd=place, check=True)
    assert (place / "gradebook" / "attempts.db-wal").stat().st_size


def rows_of(place: Path) -> int:
    with closing(sqlite3.connect(place / "gradebook" / "attempts.db")) as book:
        (count,) = book.execute("SELECT count(*) FROM rows").fetchone()
    return int(count)


def test_the_gradebook_is_kept_whole_and_comes_back_for_nobody_else(tmp_path: Path, place: Path, run: Run) -> None:
    done = run("restore")
    assert (done.returncode, done.stdout) == (0, "There is no gradebook yet.\n")
    fill(place, 3)
    done = run("keep")
    assert done.returncode == 0, done.stderr
    assert git(place, "ls-remote", "origin", "refs/heads/gradebook")
    files = git(tmp_path / "class.git", "ls-tree", "--name-only", "gradebook").splitlines()
    assert files == ["attempts.db", "secret"]
    other = checkout(tmp_path, "other")
    assert run("restore", at=other).returncode == 0
    assert rows_of(other) == 3
    assert stat.S_IMODE((other / "gradebook" / "secret").stat().st_mode) == 0o600
    fill(other, 2)
    assert run("keep", at=other).returncode == 0
    assert git(tmp_path / "class.git", "rev-list", "--count", "gradebook") == "2"


def test_a_gradebook_that_somebody_changed_meanwhile_is_not_overwritten(tmp_path: Path, place: Path, run: Run) -> None:
    other = checkout(tmp_path, "other")
    for each in (place, other):
        assert run("restore", at=each).returncode == 0
        fill(each, 1)
    assert run("keep").returncode == 0
    done = run("keep", at=other)
    assert done.returncode == 2
    assert "The branch gradebook was changed" in done.stderr
    done = run("restore", at=other)  # nor is what is here
    assert done.returncode == 2
    assert "keep it, or move it away" in done.stderr
    assert rows_of(other) == 1


def test_where_the_gradebook_cannot_be_fetched_no_new_one_begins(tmp_path: Path, place: Path, run: Run) -> None:
    (tmp_path / "class.git").rename(tmp_path / "moved.git")
    done = run("restore")
    assert done.returncode == 2
    assert "without it, a new one would begin" in done.stderr


def test_the_next_machine_gets_empty_folders_and_modes_too(tmp_path: Path, place: Path, run: Run) -> None:
    (place / "submitted" / "amy" / "a1").mkdir(parents=True)  # amy handed in nothing
    assert run("restore").returncode == 0
    fill(place, 1)
    (place / "gradebook" / "secret").chmod(0o600)
    assert run("pack").returncode == 0
    other = checkout(tmp_path, "other")
    shutil.copy(place / "collected.tar", other)
    assert run("unpack", at=other).returncode == 0
    assert (other / "submitted" / "amy" / "a1").is_dir()
    assert stat.S_IMODE((other / "gradebook" / "secret").stat().st_mode) == 0o600
    assert rows_of(other) == 1
    assert run("keep", at=other).returncode == 0


def test_a_file_from_a_machine_that_was_broken_into_replaces_nothing_else(
    tmp_path: Path, place: Path, run: Run
) -> None:
    forged = tmp_path / "forged"
    for name in ("submitted/a.txt", "gradebook/secret", "gradebook.commit", "class/roster.csv", "sqlite3.py"):
        (forged / name).parent.mkdir(parents=True, exist_ok=True)
        (forged / name).write_text("forged")
    names = sorted(path.name for path in forged.iterdir())
    subprocess.run(["tar", "-cf", place / "collected.tar", *names], cwd=forged, check=True)
    done = run("unpack")
    assert done.returncode == 0, done.stderr
    assert (place / "gradebook" / "secret").read_text() == "forged"
    assert (place / "class" / "roster.csv").read_text() == "student,repository\n"
    assert not (place / "sqlite3.py").exists()
    (forged / "submitted" / "link").symlink_to("../class")
    subprocess.run(["tar", "-cf", place / "collected.tar", *names], cwd=forged, check=True)
    done = run("unpack")
    assert done.returncode == 2
    assert "no file or folder" in done.stderr
