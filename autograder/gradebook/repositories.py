"""Reads students' repositories without checking anything out: no hook, submodule, filter or link of theirs is obeyed.

A repository is cloned bare, and files are read as blobs out of one commit. What comes out is bytes under names of ours.
"""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from autograder.gradebook.git import clone, run_git

MAX_FILE = 32 << 20
_LFS = b"version https://git-lfs.github.com/spec/"
_ORDINARY = (b"100644", b"100755")  # modes of files


@dataclass(frozen=True)
class Commit:
    """A commit, and when it came.

    Attributes:
        received: whether `at` follows from when commits were received; else it is the committer's date, which its
            author can choose.
    """

    id: str
    at: datetime
    received: bool = False


@dataclass(frozen=True)
class Taken:
    """What was taken out of a commit: files by name, and what was refused, with the reason.

    Attributes:
        folder: where they were; "" where there was no such folder.
    """

    files: Mapping[str, bytes]
    refused: tuple[str, ...] = ()
    folder: str = ""


@contextmanager
def cloned(address: str) -> Iterator[Repository]:
    """A bare clone of a repository in a temporary folder.

    Raises:
        RepositoryError: it cannot be cloned, is too large, or takes too long.
    """
    place = Path(tempfile.mkdtemp(prefix="collect-"))
    try:
        notes = clone(address, place / "repository")
        yield Repository(place / "repository", notes)
    finally:
        shutil.rmtree(place, ignore_errors=True)


class Repository:
    """A bare clone."""

    def __init__(self, path: Path, notes: tuple[str, ...] = ()) -> None:
        self._path = path
        self.notes = notes  # what git said that an instructor should know

    def history(self, received: Mapping[str, datetime]) -> tuple[Commit, ...]:
        """The commits of the default branch by first parents, the newest first, each with the time when it came.

        Args:
            received: when commits were received, by their ids, as far as that is known: see `_when`.
        """
        told = self._git("log", "--first-parent", "--format=%H %cI", "HEAD", allowed=(0, 128)).decode()
        dated = [line.partition(" ") for line in told.splitlines()]
        return _when([(id_, datetime.fromisoformat(date)) for id_, _, date in dated], received)

    def take(self, commit: Commit, folders: Collection[str], names: Collection[str]) -> Taken:
        """Files called `names` in the first of `folders` that the commit has."""
        for folder in folders:
            listed = self._git("ls-tree", "-z", "--long", commit.id, f"{folder}/", allowed=(0, 128)).split(b"\0")
            entries = [line.split(b"\t", 1) for line in listed if b"\t" in line]
            if entries:
                return self._read(entries, names, folder)
        return Taken({}, (f"there is no folder {' or '.join(folders)}",))

    def last_change(self, history: Sequence[Commit], commit: Commit, folder: str, names: Collection[str]) -> Commit:
        """The commit of `history` that gave the files `names` in `folder` the contents that they have in `commit`.

        A file that was removed is a change; one that only became executable is none. What came with a merge came when
        the merge did.
        """
        told = self._git(
            "log", "--first-parent", "--diff-merges=first-parent", "--raw", "--no-abbrev", "--no-renames", "-z",
            "--format=%x00commit %H", commit.id, "--", *(f":(literal){folder}/{name}" for name in sorted(names)),
        )  # fmt: skip
        found = commit.id
        for part in told.split(b"\0"):
            if part.startswith(b"commit "):
                found = part.split()[1].decode()
            elif _is_change(part):
                return next((each for each in history if each.id == found), commit)
        return commit

    def _read(self, entries: list[list[bytes]], names: Collection[str], folder: str) -> Taken:
        files: dict[str, bytes] = {}
        refused = []
        for about, path in entries:
            mode, kind, id_, size = about.split()
            name = path.rsplit(b"/", 1)[-1].decode("utf-8", "replace")
            if name not in names:
                continue
            if kind != b"blob" or mode not in _ORDINARY:
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
        return Taken(files, tuple(refused), folder)

    def _git(self, *arguments: str, allowed: Collection[int] = (0,)) -> bytes:
        return run_git("--git-dir", str(self._path), *arguments, allowed=allowed)


def last_in_time(history: Sequence[Commit], deadline: datetime | None) -> Commit | None:
    """The newest commit that came before the deadline; None if there is none."""
    return next((commit for commit in history if deadline is None or commit.at <= deadline), None)


def _when(dated: Sequence[tuple[str, datetime]], received: Mapping[str, datetime]) -> tuple[Commit, ...]:
    """When each commit came: when it was received, where that is known; else the committer's date, within limits.

    A commit came no later than each that builds on it, and no earlier than each that it builds on. So one of which no
    time is known lies between the times that are known before and after it; where the committer's date is outside of
    them, the nearer of the two stands instead. Within them a student can still choose the date: a list of receipts
    that holds every commit of a push, and not its last one only, leaves no room for that.
    """
    latest: datetime | None = None  # newest first: no later than this
    bounded: list[Commit] = []
    for id_, date in dated:
        known = received.get(id_)
        if known is not None and (latest is None or known < latest):
            latest = known
        if latest is not None and (known is not None or date > latest):
            bounded.append(Commit(id_, latest, received=True))
        else:
            bounded.append(Commit(id_, date))
    earliest: datetime | None = None  # oldest first: no earlier than this
    found: list[Commit] = []
    for commit in reversed(bounded):
        if commit.received:
            earliest = commit.at
        elif earliest is not None and commit.at < earliest:
            commit = Commit(commit.id, earliest, received=True)
        found.append(commit)
    return tuple(reversed(found))


def _is_change(raw: bytes) -> bool:
    """Whether a line of `git log --raw` tells of other content: ":old-mode new-mode old-id new-id status"."""
    parts = raw.strip().lstrip(b":").split()
    if not raw.strip().startswith(b":") or len(parts) != 5:
        return False
    kinds = [b"file" if mode in _ORDINARY else mode for mode in parts[:2]]
    return parts[2] != parts[3] or kinds[0] != kinds[1]
