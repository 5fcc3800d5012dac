"""Reads students' repositories without checking anything out: no hook, submodule, filter or link of theirs is obeyed.

A repository is cloned bare, and files are read as blobs out of one commit. What comes out is bytes under names of ours.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import tempfile
import time
from collections.abc import Collection, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

TRIES, PAUSE = 3, 1.0  # seconds before the second try; twice as long before each further one
SECONDS = 300.0
MAX_MB = 500
MAX_FILE = 32 << 20
_NO_USE_TRYING = ("not found", "does not exist", "does not appear to be a git repository", "403", "401",
                  "Authentication failed", "could not read Username", "Permission denied")  # fmt: skip
_SAFE = (
    "core.hooksPath=/dev/null",
    "core.fsmonitor=false",
    "core.symlinks=false",
    "protocol.ext.allow=never",
    "transfer.fsckObjects=true",
    "submodule.recurse=false",
    "filter.lfs.smudge=",
    "filter.lfs.required=false",
)
_LFS = b"version https://git-lfs.github.com/spec/"


class RepositoryError(Exception):
    """A repository cannot be read; the message says why, for the instructor."""


@dataclass(frozen=True)
class Commit:
    """A commit, and when it came.

    Attributes:
        received: whether `at` is when it was received; else its committer's date, which its author can choose.
    """

    id: str
    at: datetime
    received: bool = False


@dataclass(frozen=True)
class Taken:
    """What was taken out of a commit: files by name, and what was refused, with the reason."""

    files: Mapping[str, bytes]
    refused: tuple[str, ...] = ()


@contextmanager
def cloned(address: str) -> Iterator[Repository]:
    """A bare clone of a repository in a temporary folder.

    Raises:
        RepositoryError: it cannot be cloned, is too large, or takes too long.
    """
    place = Path(tempfile.mkdtemp(prefix="collect-"))
    try:
        notes = _clone(address, place / "repository")
        yield Repository(place / "repository", notes)
    finally:
        shutil.rmtree(place, ignore_errors=True)


class Repository:
    """A bare clone."""

    def __init__(self, path: Path, notes: tuple[str, ...] = ()) -> None:
        self._path = path
        self.notes = notes  # what git said that an instructor should know

    def last(self, deadline: datetime | None, received: Mapping[str, datetime]) -> Commit | None:
        """The last commit of the default branch that came in time; None if there is none.

        Args:
            received: when commits were received, by their ids, as far as that is known. A commit was received no later
                than the ones that build on it.
        """
        told = self._git("log", "--first-parent", "--format=%H %cI", "HEAD", allowed=(0, 128)).decode()
        for line in told.splitlines():
            id_, _, date = line.partition(" ")
            known = received.get(id_)
            commit = Commit(id_, known or datetime.fromisoformat(date), known is not None)
            if deadline is None or commit.at <= deadline:
                return commit
        return None

    def take(self, commit: Commit, folders: Collection[str], names: Collection[str]) -> Taken:
        """Files called `names` in the first of `folders` that the commit has."""
        for folder in folders:
            listed = self._git("ls-tree", "-z", "--long", commit.id, f"{folder}/", allowed=(0, 128)).split(b"\0")
            entries = [line.split(b"\t", 1) for line in listed if b"\t" in line]
            if entries:
                return self._read(entries, names)
        return Taken({}, (f"there is no folder {' or '.join(folders)}",))

    def _read(self, entries: list[list[bytes]], names: Collection[str]) -> Taken:
        files: dict[str, bytes] = {}
        refused = []
        for about, path in entries:
            mode, kind, id_, size = about.split()
            name = path.rsplit(b"/", 1)[-1].decode("utf-8", "replace")
            if name not in names:
                continue
            if kind != b"blob" or mode not in (b"100644", b"100755"):
                what = {b"120000": "a link", b"160000": "another repository"}.get(mode, "no file")
                refused.append(f"{name} is {what}")
            elif int(size) > MAX_FILE:
                refused.append(f"{name} is larger than {MAX_FILE >> 20} MiB")
            else:
                content = self._git("cat-file", "blob", id_.decode())
                if content.startswith(_LFS):
                    refused.append(f"{name} is kept in Git LFS; only a pointer to it was handed in")
                else:
                    files[name] = content
        return Taken(files, tuple(refused))

    def _git(self, *arguments: str, allowed: Collection[int] = (0,)) -> bytes:
        done = subprocess.run(
            ["git", *_settings(), "--git-dir", str(self._path), *arguments],
            capture_output=True, env=_environment(), timeout=SECONDS,
        )  # fmt: skip
        if done.returncode not in allowed:
            raise RepositoryError(_said(done.stderr))
        return done.stdout if done.returncode == 0 else b""


def _clone(address: str, place: Path) -> tuple[str, ...]:
    pause = PAUSE
    for number in range(1, TRIES + 1):
        shutil.rmtree(place, ignore_errors=True)
        try:
            return _try_to_clone(address, place)
        except RepositoryError as problem:
            if number == TRIES or any(words in str(problem) for words in _NO_USE_TRYING):
                raise
        time.sleep(pause)
        pause *= 2
    raise AssertionError("unreachable")


def _try_to_clone(address: str, place: Path) -> tuple[str, ...]:
    command = [
        "git",
        *_settings(),
        "clone",
        "--bare",
        "--no-tags",
        "--single-branch",
        "--quiet",
        "--",
        address,
        str(place),
    ]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(
            command, stdin=subprocess.DEVNULL, stdout=said, stderr=said, env=_environment(), start_new_session=True
        )
        try:
            _watch(process, place)
        finally:
            if process.poll() is None:
                process.kill()
                process.wait()
        said.seek(0)
        told = said.read(1 << 16)
    if process.returncode:
        raise RepositoryError(_said(told))
    return tuple(line for line in told.decode("utf-8", "replace").splitlines() if "redirecting to" in line)


def _watch(process: subprocess.Popen[bytes], place: Path) -> None:
    """Wait for git, and stop it when it takes too long or too much."""
    until = time.monotonic() + SECONDS
    while process.poll() is None:
        if time.monotonic() > until:
            raise RepositoryError(f"cloning took longer than {SECONDS:.0f} s")
        if _megabytes(place) > MAX_MB:
            raise RepositoryError(f"the repository is larger than {MAX_MB} MB; not found out by how much")
        time.sleep(0.05)
    if _megabytes(place) > MAX_MB:
        raise RepositoryError(f"the repository is larger than {MAX_MB} MB")


def _megabytes(place: Path) -> float:
    total = 0
    for folder, _, names in os.walk(place):
        for name in names:
            try:
                total += os.lstat(os.path.join(folder, name)).st_size
            except OSError:
                continue  # git moves its files about
    return total / 1e6


def _settings() -> list[str]:
    return [part for setting in _SAFE for part in ("-c", setting)]


def _environment() -> dict[str, str]:
    return {**os.environ, "GIT_TERMINAL_PROMPT": "0", "GIT_ASKPASS": "true", "GIT_LFS_SKIP_SMUDGE": "1", "LC_ALL": "C"}


def _said(text: bytes) -> str:
    """What git complained about, on one line."""
    lines = [line.strip() for line in text.decode("utf-8", "replace").splitlines() if line.strip()]
    worst = [line for line in lines if line.startswith(("fatal:", "error:", "remote:"))] or lines
    return "; ".join(worst[:3])[:500] or "git failed without saying why"
