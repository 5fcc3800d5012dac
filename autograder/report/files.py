"""Files that are written whole, and a list of the pages in a folder, so that a later run can take its own away.

Whoever has left a class must not stay in its folder. Nothing is removed that is not on the list, or that is not as it
was written. The list is in the format of `sha256sum`, and a line is in it before its page is in its place, so that
it also has what a run wrote that was killed.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
from contextlib import suppress
from pathlib import Path

LIST = ".pages.sha256"
_LINE = re.compile(r"([0-9a-f]{64})  ((?:[^./\\][^/\\]*/)?[^./\\][^/\\]*)")  # at most one folder deep, as pages are
_HEAD = (
    "# Pages that `autograder report` wrote here: it removes those that are no longer wanted, if nobody changed them."
)


def write_whole(file: Path, content: str | bytes, encoding: str = "utf-8", mode: int = 0o666) -> None:
    """Write `file` so that it is there as a whole or as it was before, never in part.

    It is written beside its place first, under a name that nobody can guess, and no link that lies there is followed.
    `mode`: who may do what with it, as far as the umask allows.
    """
    part = file.with_name(f".{secrets.token_hex(16)}.part")
    try:
        with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "wb") as opened:
            opened.write(content if isinstance(content, bytes) else content.encode(encoding))
        os.replace(part, file)
    except BaseException:
        part.unlink(missing_ok=True)
        raise


class Written:
    """A folder of pages with its list.

    Attributes:
        removed: names, seen from the folder, of what `sweep` has taken away.
        kept: names of what it would have taken away, had nobody changed it.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.removed: list[str] = []
        self.kept: list[str] = []
        self._listed = _read(folder / LIST)
        self._now: dict[str, str] = {}

    def write(self, file: Path, content: str | bytes) -> None:
        """Write a page of the folder, see `write_whole`, and list it."""
        raw = content if isinstance(content, bytes) else content.encode()
        name, digest = file.relative_to(self.folder).as_posix(), hashlib.sha256(raw).hexdigest()
        self._now[name] = digest
        if digest not in self._listed.get(name, ()):
            self._listed.setdefault(name, set()).add(digest)
            self._append(f"{digest}  {name}\n")
        write_whole(file, raw)

    def sweep(self, endings: tuple[str, ...], assignment: str = "") -> None:
        """Remove what is listed and was not written now.

        Args:
            endings: only files whose names end with one of these.
            assignment: only in this folder.
        """
        for name in sorted(self._listed.keys() - self._now.keys()):
            if not name.endswith(endings) or not name.startswith(assignment and f"{assignment}/"):
                continue
            found = self._digest(name)
            if found in self._listed[name]:
                (self.folder / name).unlink()
                self.removed.append(name)
            if found is None or found in self._listed[name]:
                del self._listed[name]
                _remove_empty((self.folder / name).parent)
            else:
                self.kept.append(name)
        self._listed.update({name: {digest} for name, digest in self._now.items()})
        lines = [f"{digest}  {name}" for name in sorted(self._listed) for digest in sorted(self._listed[name])]
        write_whole(self.folder / LIST, "\n".join([_HEAD, *lines, ""]))

    def _append(self, line: str) -> None:
        flags = os.O_WRONLY | os.O_APPEND | os.O_CREAT | getattr(os, "O_NOFOLLOW", 0)
        with os.fdopen(os.open(self.folder / LIST, flags, 0o666), "a", encoding="utf-8", newline="") as opened:
            opened.write(line)

    def _digest(self, name: str) -> str | None:
        """Of the file; None if there is none; "" if it is no file of ours, or lies where a link leads."""
        file = self.folder / name
        if not os.path.lexists(file):
            return None
        if file.is_symlink() or not file.is_file() or (file.parent != self.folder and file.parent.is_symlink()):
            return ""
        return hashlib.sha256(file.read_bytes()).hexdigest()


def _read(file: Path) -> dict[str, set[str]]:
    """By name, the digests of what was written; what is no line of the list is passed over."""
    if file.is_symlink() or not file.is_file():
        return {}
    listed: dict[str, set[str]] = {}
    for line in file.read_text("utf-8", "replace").split("\n"):
        if found := _LINE.fullmatch(line):
            listed.setdefault(found[2], set()).add(found[1])
    return listed


def _remove_empty(folder: Path) -> None:
    with suppress(OSError):  # something else is in it
        folder.rmdir()
