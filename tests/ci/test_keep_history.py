"""The history of what grading costs, kept on a branch of its own (ci/keep_history.sh)."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest

SCRIPT = Path(__file__).parents[2] / "ci" / "keep_history.sh"

pytestmark = pytest.mark.skipif(shutil.which("git") is None, reason="git is not installed")


def git(place: Path, *arguments: str) -> str:
    settings = ["-c", "user.name=x", "-c", "user.email=x@example.org", "-c", "init.defaultBranch=main"]
    done = subprocess.run(["git", *settings, *arguments], cwd=place, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout


def keep(place: Path, folder: Path) -> None:
    environment = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull}
    done = subprocess.run([SCRIPT, folder, "history"], cwd=place, capture_output=True, text=True, env=environment)
    assert done.returncode == 0, done.stderr


def test_it_begins_empty_grows_and_uses_what_the_checkout_may_do(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--bare", "remote.git")
    git(tmp_path, "clone", "--quiet", "remote.git", "work")
    work, folder = tmp_path / "work", tmp_path / "figures"
    (work / "code.py").write_text("x = 1\n")
    git(work, "add", "--all")
    git(work, "commit", "--quiet", "--message", "x")
    git(work, "push", "--quiet", "origin", "HEAD:main")
    # only this checkout's own settings lead to the remote, as only a runner's checkout holds the credentials
    git(work, "remote", "set-url", "origin", "rewritten:remote.git")
    git(work, "config", f"url.{tmp_path}/.insteadOf", "rewritten:")
    folder.mkdir()
    for number in (1, 2, 2):
        (folder / "grading.jsonl").write_text("{}\n" * number)
        keep(work, folder)
    remote = tmp_path / "remote.git"
    assert git(remote, "ls-tree", "--name-only", "history") == "grading.jsonl\n"  # nothing of main
    assert git(remote, "show", "history:grading.jsonl") == "{}\n{}\n"
    assert git(remote, "rev-list", "--count", "history") == "2\n"  # what did not change is no commit
    assert git(work, "worktree", "list").count("\n") == 1
    assert git(work, "status", "--porcelain") == ""
