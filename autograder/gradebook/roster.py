"""The list of a class: who is in it, where their work lies, and who has more time."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

COLUMNS = ("student", "name", "email", "section", "repository", "folder", "group", "extension")
_ID = re.compile(r"[^\x00-\x1f/\\]{1,120}")
_ANY = datetime(2000, 1, 1, tzinfo=UTC)
_LIKELY = range(1970, 2200)  # years
_CLOCK = re.compile(r"[\sT]\d", re.IGNORECASE)
_FARTHEST = timedelta(hours=14)  # of a time zone, from Greenwich
_LONGEST = timedelta(days=1000)  # of an extension
_NUMBER = re.compile(r"\d+(?:[.,]\d+)?E\+\d+", re.IGNORECASE)  # how a spreadsheet shows a long id
_REST = "(rest)"  # where values beyond the last column go
_UTF_8 = "Save it as CSV in UTF-8; Excel calls that `CSV UTF-8 (Comma delimited)`"
_MORE = re.compile(r"\+\s*(\d+(?:\.\d+)?)\s*(h|d)", re.IGNORECASE)


class RosterError(Exception):
    """The roster cannot be used; the message names every row with a fault, and what to write there."""


@dataclass(frozen=True)
class Entry:
    """One student.

    Attributes:
        student: the id: the name of the folder that work is collected into.
        name, email: for pages and for files of other programs, such as Moodle's.
        repository: an address or path that git can clone; "" where `folder` says where the work lies.
        extension: as the roster says it: "+48h", "+2d", or a moment; "" for none. It is for all assignments.
    """

    student: str
    name: str = ""
    email: str = ""
    section: str = ""
    repository: str = ""
    folder: str = ""
    group: str = ""
    extension: str = ""
    row: int = field(default=0, compare=False)

    def deadline(self, common: datetime | None) -> datetime | None:
        """This student's deadline; None if there is none."""
        return common if common is None or not self.extension else extended(common, self.extension)


def extended(deadline: datetime, extension: str) -> datetime:
    """The deadline with an extension: "+48h" or "+2d" more, or another moment.

    Nobody gets less time by it: a moment in the roster is for all assignments, and those with a later deadline keep it.

    Raises:
        ValueError: it is none of these, or more than anybody can mean.
    """
    more = _MORE.fullmatch(extension.strip())
    if more:
        hours = float(more[1]) * (24 if more[2].lower() == "d" else 1)
        if hours > _LONGEST / timedelta(hours=1):
            raise ValueError(f"the extension {extension!r} is longer than {_LONGEST.days} days")
        return deadline + timedelta(hours=hours)
    try:
        return max(deadline, read_moment(extension))
    except ValueError as problem:
        raise ValueError(f"the extension {problem}, or as +48h or +2d") from None


def read_moment(text: str) -> datetime:
    """A moment with its time zone, ISO 8601.

    Raises:
        ValueError: it is none, or has no time zone: which one is meant cannot be guessed; or its year is a slip.
    """
    try:
        moment = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(f"{text!r} is no moment: write it as 2026-10-01T23:59+02:00") from None
    if not _CLOCK.search(text):
        raise ValueError(f"{text!r} has no time of day: write it as {moment:%Y-%m-%d}T23:59+02:00")
    if moment.tzinfo is None:
        raise ValueError(
            f"{text!r} has no time zone: write it as {moment.isoformat(timespec='minutes')}+02:00, or +00:00"
        )
    if abs(moment.utcoffset() or timedelta()) > _FARTHEST:
        raise ValueError(f"{text!r} is in a time zone that there is not: write it as 2026-10-01T23:59+02:00")
    if moment.year not in _LIKELY:
        raise ValueError(f"{text!r} is in the year {moment.year}: write it as 2026-10-01T23:59+02:00")
    return moment


def read_roster(path: Path) -> list[Entry]:
    """The students of a CSV file with a header; its columns are `COLUMNS`, of which `student` has to be there.

    Raises:
        RosterError: the file or rows of it cannot be used; all faults at once.
    """
    try:
        raw = path.read_bytes()
        text = raw.decode("utf-8-sig")
    except OSError as problem:
        raise RosterError(f"{path} cannot be read: {problem.strerror}.") from None
    except UnicodeDecodeError as problem:
        if raw.startswith(b"PK"):
            raise RosterError(f"{path} is a workbook, and no CSV file. {_UTF_8}.") from None
        raise RosterError(f"{path} is not UTF-8 (at byte {problem.start}). {_UTF_8}.") from None
    if "\0" in text:
        raise RosterError(f"{path} is not UTF-8 (it has bytes that are 0). {_UTF_8}.")
    try:
        return _entries(path, csv.DictReader(io.StringIO(text, newline=""), restkey=_REST, delimiter=_delimiter(text)))
    except csv.Error as problem:
        raise RosterError(f"{path} is no CSV file: {problem}. {_UTF_8}.") from None


def _entries(path: Path, rows: csv.DictReader[str]) -> list[Entry]:
    first = next((row for row in rows.reader if any(cell.strip() for cell in row)), [])
    heads = [head.strip().lower() for head in first]
    unknown = sorted(set(heads) - set(COLUMNS) - {""})
    twice = sorted({head for head in heads if head and heads.count(head) > 1})
    if "student" not in heads or not {"repository", "folder"} & set(heads):
        raise RosterError(
            f"{path} needs a first line with the columns student and repository (or folder); others that are known: "
            f"{', '.join(name for name in COLUMNS if name not in ('student', 'repository', 'folder'))}. "
            f"Found: {', '.join(head for head in heads if head) or 'nothing'}."
        )
    rows.fieldnames = heads
    entries, faults = [], [f"the column {name!r} stands there twice" for name in twice]
    if unknown:
        named = ", ".join(map(repr, unknown))
        them = (
            f"column {named} is not known: take it"
            if len(unknown) == 1
            else f"columns {named} are not known: take them"
        )
        faults.append(f"the {them} out; known are {', '.join(COLUMNS)}")
    for row in rows:
        values = {name: str(row.get(name) or "").strip() for name in COLUMNS}
        more = [str(value).strip() for value in row.get(_REST) or ()]
        if not any(values.values()) and not any(more):
            continue
        entry = Entry(**values, row=rows.line_num)
        entries.append(entry)
        found = _faults(entry)
        if any(more) or (more and found):  # what a row without a fault has too many of are empty cells
            found = ["it has more values than there are columns; a value with a comma in it stands in quotation marks"]
        faults += [f"line {rows.line_num}: {fault}" for fault in found]
    faults += _doubled(entries)
    if not entries:
        faults.append("it names no student")
    if faults:
        raise RosterError(f"{path}: " + "; ".join(faults) + ".")
    return entries


def _faults(entry: Entry) -> list[str]:
    found = []
    if not _ID.fullmatch(entry.student) or entry.student in (".", ".."):
        found.append(f"{entry.student!r} cannot be a student's id: it names a folder")
    elif not entry.student.isprintable():
        found.append(f"{entry.student!a}: the student's id has characters that cannot be seen; type it anew")
    elif _NUMBER.fullmatch(entry.student):
        found.append(f"{entry.student!r} is an id that a spreadsheet has made a number of; format the column as text, "
                     "and type the ids anew")  # fmt: skip
    if bool(entry.repository) == bool(entry.folder):
        found.append(f"{entry.student} needs a repository or a folder, one of them")
    if entry.repository.startswith("-") or "::" in entry.repository:
        found.append(f"{entry.repository!r} is no address of a repository")
    if entry.extension:
        try:
            extended(_ANY, entry.extension)
        except ValueError as problem:
            found.append(str(problem))
    return found


def _doubled(entries: list[Entry]) -> list[str]:
    """Ids that are the same, or would be on a file system that ignores capitals."""
    seen: dict[str, Entry] = {}
    found = []
    for entry in entries:
        key = entry.student.casefold()
        if key in seen:
            found.append(f"line {entry.row}: {entry.student!r} is there already, in line {seen[key].row}")
        seen.setdefault(key, entry)
    return found


def _delimiter(text: str) -> str:
    first = text.lstrip().partition("\n")[0]
    counts: Mapping[str, int] = {char: first.count(char) for char in ",;\t"}
    return max(counts, key=lambda char: counts[char])
