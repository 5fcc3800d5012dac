"""`load_course`: from a folder to a `Course`, or to the list of everything that is wrong with it.

Nothing of the course is imported or run: Python is read as syntax trees, TOML as data.
"""

from __future__ import annotations

import hashlib
import warnings
from collections.abc import Iterable
from pathlib import Path
from typing import TypeVar

from pydantic import BaseModel

from autograder.course.faults import CourseFaults, FaultLog, FileFaults, one_of
from autograder.course.model import Assignment, Course, Unit, course_folder, short_id
from autograder.course.schema import AssignmentToml, CourseToml
from autograder.course.toml import TomlLines, read_toml
from autograder.course.unit import decode_text, is_ignored, read_unit
from autograder.results import Text

_Table = TypeVar("_Table", bound=BaseModel)


def load_course(path: Path) -> Course:
    """Read the course in the folder `path`.

    Raises `CourseFaults` with all faults at once.
    """
    path = course_folder(path)
    log = FaultLog()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what Python thinks of escapes in an author's strings
        course = _read_course(path, log)
    faults = log.sorted()
    if faults or course is None:
        raise CourseFaults(faults, path)
    return course


def _read_course(path: Path, log: FaultLog) -> Course | None:
    if not path.is_dir():
        log.add(".", None, f"there is no folder {path}", "give the folder that holds course.toml")
        return None
    faults = log.of("course.toml")
    table, lines = _read_table(path / "course.toml", CourseToml, "title and assignments", faults)
    there = [name for name in _folders(path) if (path / name / "assignment.toml").is_file()]
    listed = table.assignments if table else there
    if table and lines:
        _compare_folders(listed, there, path, "assignments", lines, faults, log)
    assignments = [_read_assignment(path / name, log) for name in listed if (path / name).is_dir()]
    if table is None:
        return None
    read = tuple(each for each in assignments if each is not None)
    title = Text(en=table.title.en, zh=table.title.zh)
    digest = _digest((each.id, each.digest) for each in read)
    return Course(path, title, read, digest, table.repository, table.branch)


def _read_assignment(path: Path, log: FaultLog) -> Assignment | None:
    faults = log.of(f"{path.name}/assignment.toml")
    table, lines = _read_table(path / "assignment.toml", AssignmentToml, "title and units", faults)
    there = _folders(path)
    listed = table.units if table else there
    if table and lines:
        _compare_folders(listed, there, path, "units", lines, faults, log)
    units = [read_unit(path / name, path.name, log) for name in listed if (path / name).is_dir()]
    if table is None:
        return None
    read: tuple[Unit, ...] = tuple(each for each in units if each is not None)
    title = Text(en=table.title.en, zh=table.title.zh)
    return Assignment(path.name, path, title, read, _digest((each.id, each.digest) for each in read))


def _read_table(
    file: Path, model: type[_Table], purpose: str, faults: FileFaults
) -> tuple[_Table | None, TomlLines | None]:
    if not file.is_file():
        faults.add(None, "the file is missing", f"add it: {purpose}")
        return None, None
    text = decode_text(file.read_bytes(), faults)
    return (None, None) if text is None else read_toml(text, model, faults)


def _folders(path: Path) -> list[str]:
    return sorted(each.name for each in path.iterdir() if each.is_dir() and not is_ignored(each.name))


def _compare_folders(
    listed: list[str], there: list[str], path: Path, key: str, lines: TomlLines, faults: FileFaults, log: FaultLog
) -> None:
    """Entries without a folder, folders without an entry, and entries with the same short name."""
    unlisted = [name for name in there if name not in listed]
    shorts: dict[str, str] = {}
    for index, name in enumerate(listed):
        if not (path / name).is_dir():
            advice = (
                f"{one_of(name, unlisted)}, or add the folder" if unlisted else "add the folder, or remove the entry"
            )
            faults.add(lines.line((key, index)), f"`{name}` is listed in `{key}`, but there is no such folder", advice)
        other = shorts.setdefault(short_id(name), name)
        if other != name:
            faults.add(
                lines.line((key, index)),
                f"`{name}` and `{other}` are both `{short_id(name)}` for short",
                "give one of them another number",
            )
    prefix = faults.path.rpartition("/")[0]
    for name in unlisted:
        log.add(
            f"{prefix}/{name}" if prefix else name,
            None,
            f"the folder is not listed in `{key}` of {faults.path}",
            f"add `{name}` there, or remove the folder",
        )


def _digest(parts: Iterable[tuple[str, str]]) -> str:
    digest = hashlib.sha256()
    for name, inner in parts:
        digest.update(f"{name}\0{inner}\0".encode())
    return digest.hexdigest()
