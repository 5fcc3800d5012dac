"""Writes released files into a folder, and never over a student's work.

`.manifest.json` holds the digest of each file as it was released. A file that is still so may be replaced; one that
somebody has changed stays, and the new version is put beside it as `NAME.new`.
"""

from __future__ import annotations

import hashlib
import json
import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from autograder.course.desk import FILE as PROGRESS
from autograder.course.released import MANIFEST, ReleaseError
from autograder.release.tree import Files

_MADE_BY = "autograder release"


@dataclass
class Outcome:
    """What became of the files, by path."""

    written: list[str] = field(default_factory=list)
    unchanged: list[str] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)  # changed by somebody: the new one is at NAME.new
    removed: list[str] = field(default_factory=list)
    kept: list[str] = field(default_factory=list)  # no longer released, but changed by somebody


def write_files(files: Files, folder: Path) -> Outcome:
    """Bring `folder` to the state `files`.

    Raises ReleaseError where something else stands in the way of a file.
    """
    before = _read_manifest(folder)
    outcome = Outcome()
    for name, content in files.items():
        path = folder / name
        if not _is_ours_to_write(path, content, before.get(name)):
            beside = path.with_name(path.name + ".new")
            if not beside.exists() or beside.read_bytes() != content:
                _replace(beside, content)
            outcome.beside.append(name)
        elif path.exists() and path.read_bytes() == content:
            outcome.unchanged.append(name)
        else:
            _replace(path, content)
            outcome.written.append(name)
    for name in sorted(before.keys() - files.keys()):
        path = folder / name
        if not path.exists():
            continue
        if _digest(path.read_bytes()) == before[name]:
            path.unlink()
            outcome.removed.append(name)
        else:
            outcome.kept.append(name)
    _replace(folder / MANIFEST, manifest(files))
    return outcome


def differences(files: Files, folder: Path) -> list[str]:
    """What is out of step, one line for each file; empty if nothing is.

    What `check` remembers there, and what `release` and `reset` put beside changed files, does not count.
    """
    wanted = {**files, MANIFEST: manifest(files)}
    there = {
        path.relative_to(folder).as_posix()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
        and "__pycache__" not in path.parts
        and path.name != PROGRESS
        and not path.suffix.startswith((".new", ".old"))
    }
    found = [f"{name}: missing" for name in sorted(wanted.keys() - there)]
    found += [f"{name}: is not part of the course" for name in sorted(there - wanted.keys())]
    found += [
        f"{name}: differs from what the course gives"
        for name in sorted(there & wanted.keys())
        if (folder / name).read_bytes() != wanted[name]
    ]
    return found


def manifest(files: Files) -> bytes:
    """The text of `.manifest.json`."""
    digests = {name: _digest(content) for name, content in sorted(files.items())}
    return (json.dumps({"made_by": _MADE_BY, "files": digests}, indent=1, ensure_ascii=False) + "\n").encode()


def _is_ours_to_write(path: Path, content: bytes, released: str | None) -> bool:
    if path.is_symlink() or (path.exists() and not path.is_file()):
        raise ReleaseError(f"{path} is in the way: a file was expected there. Move it away, then release again.")
    if not path.exists():
        return True
    there = path.read_bytes()
    return there == content or (released is not None and _digest(there) == released)


def _read_manifest(folder: Path) -> Mapping[str, str]:
    path = folder / MANIFEST
    if not path.exists():
        return {}
    try:
        files = json.loads(path.read_bytes())["files"]
        return {name: digest for name, digest in files.items() if _stays_inside(name)}
    except (ValueError, KeyError, TypeError, AttributeError):
        raise ReleaseError(
            f"{path} is damaged. Remove it: every file that differs will then be kept, with the new one beside it."
        ) from None


def _stays_inside(name: str) -> bool:
    return not name.startswith("/") and ".." not in name.split("/") and "\\" not in name


def _replace(path: Path, content: bytes) -> None:
    """Write a whole file or none."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.part")
    temporary.write_bytes(content)
    os.replace(temporary, path)


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()
