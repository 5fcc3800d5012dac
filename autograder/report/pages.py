"""Writes reports into a folder: `<assignment>/index.html` for the class, and a page for each student beside it.

Each file is written under another name and then put in its place at once, so whoever looks finds whole files only,
even after a run that was killed. The same results give the same bytes.
"""

from __future__ import annotations

import hashlib
import os
import re
import secrets
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from autograder.course import Course, UnknownName
from autograder.report.class_page import class_page
from autograder.report.markdown import student_markdown
from autograder.report.page import student_page
from autograder.report.summary import assignment_of
from autograder.results import AttemptResult, Lang, Text

_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_HASHED = re.compile(r"-[0-9a-f]{16}$")
_RESERVED = re.compile(r"index|con|prn|aux|nul|com\d|lpt\d")  # ours, and those that Windows keeps for itself
_READABLE = 40  # characters of a name that are kept beside its hash


def write_pages(results: Sequence[AttemptResult], course: Course, folder: Path, lang: Lang) -> Path:
    """Write a page for each student and one for the class; `lang` is shown first, the other language is in them too.

    Args:
        results: the attempts that count at one assignment, one for each student.

    Returns:
        The page of the class, `folder/<assignment>/index.html`.

    Raises:
        ValueError: there are no results, or they are of several assignments, or two are of one student.
        OSError: the folder cannot be written.
    """
    assignment = assignment_of(results)
    titles = titles_of(course, assignment)
    place = folder / page_name(assignment)
    place.mkdir(parents=True, exist_ok=True)
    pages = {result.student: f"{page_name(result.student)}.html" for result in results}
    write_student_pages(results, course, folder, lang)
    write_whole(place / "index.html", class_page(results, titles, lang, pages))
    return place / "index.html"


def write_student_pages(
    results: Sequence[AttemptResult], course: Course, folder: Path, lang: Lang, *, markdown: bool = False
) -> list[Path]:
    """As `write_pages`, without the page of the class; as Markdown, in `lang` only, if asked for."""
    assignment = assignment_of(results)
    titles = titles_of(course, assignment)
    place = folder / page_name(assignment)
    place.mkdir(parents=True, exist_ok=True)
    written = []
    for result in sorted(results, key=lambda result: result.student):
        text = student_markdown(result, titles, lang) if markdown else student_page(result, titles, lang)
        written.append(place / f"{page_name(result.student)}.{'md' if markdown else 'html'}")
        write_whole(written[-1], text)
    return written


def write_races(results: Sequence[AttemptResult], folder: Path) -> Path:
    """Write the races of an assignment as pytest-benchmark writes them: `folder/<assignment>/races.json`.

    Raises:
        ValueError, OSError: as `write_pages`.
    """
    from autograder.report.benchmark_json import benchmark_json  # pytest-benchmark is slow to import

    place = folder / page_name(assignment_of(results))
    place.mkdir(parents=True, exist_ok=True)
    write_whole(place / "races.json", benchmark_json(results))
    return place / "races.json"


def titles_of(course: Course, assignment: str) -> Mapping[str, Text]:
    """The titles of an assignment and its units, by their ids; empty if the course no longer has it."""
    try:
        found = course.assignment(assignment)
    except UnknownName:
        return {}
    return {found.id: found.title} | {unit.id: unit.title for unit in found.units}


def page_name(name: str) -> str:
    """A file's name, without its ending, for a student or an assignment: another one for each, on any file system.

    Plain names stay as they are. Any other gets the readable part of itself and a hash, so that neither capitals, nor
    two ways to write one letter, nor slashes, nor sheer length can make two the same.
    """
    if _PLAIN.fullmatch(name) and not _RESERVED.fullmatch(name) and not _HASHED.search(name):
        return name
    digest = hashlib.sha256(name.encode("utf-8", "surrogatepass")).hexdigest()[:16]
    readable = "".join(_readable(unicodedata.normalize("NFC", name[: 4 * _READABLE]).lower()))[:_READABLE]
    return f"{readable.strip('-_') or 'student'}-{digest}"


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


def _readable(name: str) -> Iterator[str]:
    for char in name:
        if char.isalnum() or char == "_":
            yield char
        else:
            yield "-"
