"""Repositories of students, made for a test: git with fixed dates, and no settings of whoever runs the tests."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from pathlib import Path

DUE = datetime(2026, 10, 1, 22, 0, tzinfo=UTC)

Repositories = Callable[..., Path]


def git(place: Path, *arguments: str, at: datetime = DUE) -> str:
    """What a git command says that is run in `place` at that time."""
    environment = {
        **os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull,
        "GIT_COMMITTER_DATE": at.isoformat(), "GIT_AUTHOR_DATE": at.isoformat(),
    }  # fmt: skip
    settings = ["-c", "user.name=s", "-c", "user.email=s@example.org", "-c", "protocol.file.allow=always"]
    done = subprocess.run(["git", *settings, *arguments], cwd=place, env=environment, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


def make(place: Path, *commits: tuple[float, Mapping[str, str]]) -> Path:
    """A repository of commits: hours after the deadline, and the files of each."""
    place.mkdir(parents=True)
    git(place, "init", "--quiet", "--initial-branch=main")
    for hours, files in commits:
        for path, text in files.items():
            (place / path).parent.mkdir(parents=True, exist_ok=True)
            (place / path).write_text(text)
        git(place, "add", "--all")
        git(place, "commit", "--quiet", "--allow-empty", "--message", "x", at=DUE + timedelta(hours=hours))
    return place
