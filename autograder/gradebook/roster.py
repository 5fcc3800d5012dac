"""The list of a class: who is in it, where their work lies, and who has more time."""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from functools import cached_property
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
_SEPARATOR = re.compile(r'"?sep=([,;\t|])"?[,;\t|]*', re.IGNORECASE)  # a first line that tells Excel the delimiter
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
    more = _MORE.fullmatch(_plain(extension))
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
        moment = datetime.fromisoformat(_plain(text))
    except ValueError:
        raise ValueError(f"{text!r} is no moment: write it as 2026-10-01T23:59+02:00") from None
    if not _CLOCK.search(_plain(text)):
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


def _plain(text: str) -> str:
    """Without blanks around it, and signs as wide as Chinese (＋２ｄ) as those of a keyboard."""
    return unicodedata.normalize("NFKC", text).strip()


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
    delimiter, text = _delimited(text)
    try:
        rows = csv.DictReader(io.StringIO(text, newline=""), restkey=_REST, delimiter=delimiter)
        return _entries(path, rows, text)
    except csv.Error as problem:
        raise RosterError(f"{path} is no CSV file: {problem}. {_UTF_8}.") from None


def _entries(path: Path, rows: csv.DictReader[str], text: str) -> list[Entry]:
    quotes = _Quotes(text, rows.reader.dialect.delimiter)
    first, begins = [], 1
    for first in rows.reader:
        if any(cell.strip() for cell in first):
            break
        begins = rows.reader.line_num + 1
    if unclosed := quotes.unclosed(begins, rows.reader.line_num):
        raise RosterError(f"{path}: {unclosed}.")
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
    begins = rows.reader.line_num + 1
    for row in rows:
        first_line, begins = begins, rows.line_num + 1
        values = {name: str(row.get(name) or "").strip() for name in COLUMNS}
        more = [str(value).strip() for value in row.get(_REST) or ()]
        if not any(values.values()) and not any(more):
            continue
        entry = Entry(**values, row=rows.line_num)
        entries.append(entry)
        found = _faults(entry)
        if any(more) or (more and found):  # what a row without a fault has too many of are empty cells
            found = ["it has more values than there are columns; a value with a comma in it stands in quotation marks"]
        unclosed = quotes.unclosed(first_line, rows.line_num, suspect=bool(found))
        faults += [unclosed] if unclosed else [f"line {rows.line_num}: {fault}" for fault in found]
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


@dataclass(frozen=True)
class _Quotes:
    """Finds quotation marks that are opened and not closed, so that other rows are in the value."""

    text: str
    delimiter: str

    def unclosed(self, first: int, last: int, *, suspect: bool = False) -> str:
        """What is wrong with the row on the lines `first` to `last`; "" if nothing is.

        Args:
            suspect: it has other faults, so that a line break in one of its values was hardly meant.
        """
        while first < last and not self._lines[first - 1].strip():
            first += 1
        row = "".join(self._lines[first - 1 : last])
        if first < last:
            is_open = suspect or not self._is_well_formed(row) or self._has_long_value(row)
        else:
            is_open = row.count('"') % 2 == 1 and not self._is_well_formed(row)
        runs_on = f"; its value runs on to line {last}" if last > first else ""
        return f"line {first}: a quotation mark is opened, and not closed{runs_on}" if is_open else ""

    @cached_property
    def _lines(self) -> list[str]:
        return io.StringIO(self.text, newline="").readlines()

    def _is_well_formed(self, row: str) -> bool:
        try:
            list(self._read(row, strict=True))
        except csv.Error:
            return False
        return True

    def _has_long_value(self, row: str) -> bool:
        """Whether a value has a line break and a delimiter: it has parts of two rows in it."""
        values = [value for each in self._read(row) for value in each]
        return any(self.delimiter in value and len(value.splitlines()) > 1 for value in values)

    def _read(self, row: str, *, strict: bool = False) -> Iterator[list[str]]:
        return csv.reader(io.StringIO(row, newline=""), delimiter=self.delimiter, strict=strict)


def _delimited(text: str) -> tuple[str, str]:
    """The delimiter, and the text without the line that tells it to Excel; other lines keep their numbers."""
    first, end, rest = text.partition("\n")
    told = _SEPARATOR.fullmatch(first.rstrip("\r"))
    if told:
        return told[1], end + rest
    first = text.lstrip().partition("\n")[0]
    counts: Mapping[str, int] = {char: first.count(char) for char in ",;\t"}
    return max(counts, key=lambda char: counts[char]), text
