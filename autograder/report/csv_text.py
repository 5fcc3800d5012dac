"""CSV files: cells that a spreadsheet cannot take for a formula, and files of others in which single cells are filled.

Of a file of others every cell that is not filled comes back byte for byte, with its quotes, and so do line ends,
delimiter and byte order mark. Python's `csv` reads the values; where it sees other cells than we do, nothing is
written.
"""

from __future__ import annotations

import csv
import io
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from autograder.report.escape import visible, visible_lines
from autograder.results import Lang

BOM = "\ufeff"
_CELL = 1000  # characters of a text that a cell shows
_LINES_CELL = 4000
_FORMULA = frozenset(
    "=+-@\uff1d\uff0b\uff0d\uff20"
)  # the last four are as wide as Chinese: some spreadsheets obey them
_JOINERS = "\u200c\u200d\ufeff"
_DELIMITERS = ",;\t"


class TemplateError(ValueError):
    """A file cannot be filled. The message says what was looked for, what was found, and what to do."""


@dataclass(frozen=True)
class Table:
    """A CSV file.

    Attributes:
        text: all of it, with its line ends and the byte order mark, if it has one.
        missing: students who found no row in the template.
        notes: what else an instructor has to know before the file is used, a sentence each.
    """

    text: str
    missing: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


def cell(text: str) -> str:
    """A text that others wrote, on one line, harmless to look at, and never a formula."""
    return _guarded(visible(text, _CELL), text)


def cell_of_lines(text: str, lang: Lang) -> str:
    """As `cell`, with line ends kept."""
    return _guarded(visible_lines(text, _LINES_CELL, lang, lines=40), text)


def number(value: float) -> str:
    """A number with at most four decimals and a point, whatever the locale: 2, 0.5, 0.3333."""
    text = f"{value:.4f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def table_text(rows: Iterable[Sequence[str]]) -> str:
    """Rows as RFC 4180 has them, with commas and CRLF, after a byte order mark.

    Excel takes a CSV file without the mark for one in the machine's own code page, and turns Chinese names into
    noise. Canvas, Moodle and pandas pass over it; in Python, open the file as `utf-8-sig`.
    """
    told = io.StringIO(newline="")
    csv.writer(told).writerows(rows)
    return BOM + told.getvalue()


def decoded(data: bytes, lang: Lang) -> tuple[str, str]:
    """A file's text, byte order mark included, and the encoding that turns it into the same bytes again."""
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        encodings = ["utf-16-le" if data.startswith(b"\xff\xfe") else "utf-16-be"]
    else:  # what Excel writes if it is not told to write UTF-8
        encodings = ["utf-8", "gb18030" if lang == "zh" else "cp1252", "latin-1"]
    for encoding in encodings:
        try:
            text = data.decode(encoding)
        except UnicodeDecodeError:
            continue
        if text.encode(encoding) == data:
            return text, encoding
    raise TemplateError("The template is not text. Export it once more, as CSV in UTF-8.")


@dataclass(frozen=True)
class Template:
    """A CSV file of others.

    Attributes:
        rows: the values of the cells; the first row is the header.
    """

    rows: tuple[tuple[str, ...], ...]
    _raw: tuple[tuple[str, ...], ...]  # the cells as they stand in the file
    _ends: tuple[str, ...]  # of the rows
    _delimiter: str
    _bom: str

    @staticmethod
    def read(text: str, known: Collection[str]) -> Template:
        """The file of this text; its delimiter is the one with which most of the `known` columns are found.

        Raises:
            TemplateError: none of them is found, or the file is no CSV.
        """
        bom = BOM if text.startswith(BOM) else ""
        body = text.removeprefix(BOM)
        split = {delimiter: _split(body, delimiter) for delimiter in _DELIMITERS}
        found = {
            delimiter: len({name.strip() for name in rows[0]} & set(known)) if rows else 0
            for delimiter, (rows, _, _) in split.items()
        }
        delimiter = max(found, key=lambda each: found[each])
        rows, raw, ends = split[delimiter]
        if not found[delimiter]:
            first = visible(body.strip().partition("\n")[0], 200)
            raise TemplateError(
                f"The template cannot be read as a CSV file with any of the columns {', '.join(sorted(known))}. "
                f"Its first line is {first!r}. Export it once more."
            )
        return Template(rows, raw, ends, delimiter, bom)

    def column(self, *names: str) -> int | None:
        """The place of the first of these columns that is there.

        Raises:
            TemplateError: it is there twice.
        """
        header = [name.strip() for name in self.rows[0]]
        for name in names:
            if header.count(name) > 1:
                raise TemplateError(f"The template has {header.count(name)} columns {name!r}. Leave one of them.")
            if name in header:
                return header.index(name)
        return None

    def value(self, row: int, column: int | None) -> str:
        """A cell's value without blanks around it; "" where the row is too short, or there is no such column."""
        cells = self.rows[row]
        return cells[column].strip() if column is not None and column < len(cells) else ""

    def values(self, column: int | None) -> list[str]:
        """A column's values; "" for the header, which is nobody's name."""
        return ["", *(self.value(row, column) for row in range(1, len(self.rows)))]

    def filled(self, cells: Mapping[tuple[int, int], str]) -> str:
        """The file with these cells, by row and column, in place of its own."""
        raw = [list(row) for row in self._raw]
        for (row, column), text in cells.items():
            raw[row] += [""] * (column + 1 - len(raw[row]))
            raw[row][column] = self._quoted(text)
        lines = (self._delimiter.join(row) + end for row, end in zip(raw, self._ends, strict=True))
        return self._bom + "".join(lines)

    def _quoted(self, text: str) -> str:
        told = io.StringIO(newline="")
        csv.writer(told, delimiter=self._delimiter, lineterminator="").writerow([text])
        return told.getvalue()


def matched(students: Sequence[str], names: Sequence[Sequence[str]]) -> dict[str, int]:
    """The row of each student who has one.

    Args:
        names: for each way to name a student, the best first, what it calls each row, or "". A name that two rows
            share, or that could mean two students, is nobody's; a row is given once. Case counts only where it tells
            two apart.
    """
    found: dict[str, int] = {}
    for of_rows in names:
        for form in (str, _folded):
            _match(students, of_rows, form, found)
    return found


def _match(students: Sequence[str], of_rows: Sequence[str], form: Callable[[str], str], found: dict[str, int]) -> None:
    rows: dict[str, list[int]] = defaultdict(list)
    for row, name in enumerate(of_rows):
        if name:
            rows[form(name)].append(row)
    ours = Counter(form(student) for student in students)
    taken = set(found.values())
    for student in students:
        called = rows.get(form(student), [])
        if student not in found and ours[form(student)] == 1 and len(called) == 1 and called[0] not in taken:
            found[student] = called[0]


def _folded(name: str) -> str:
    return unicodedata.normalize("NFC", name).casefold()


def _guarded(shown: str, text: str) -> str:
    begins = text.lstrip().lstrip(_JOINERS)[:1]
    return f"'{shown}" if begins in _FORMULA or text[:1] in {"\t", "\r"} else shown


def _split(
    text: str, delimiter: str
) -> tuple[tuple[tuple[str, ...], ...], tuple[tuple[str, ...], ...], tuple[str, ...]]:
    """Values, cells as they stand, and line ends; nothing at all where `csv` sees other cells than we do."""
    piece = re.compile(rf'((?:"[^"]*(?:""[^"]*)*")?[^{delimiter}\r\n]*)({delimiter}|\r\n|\n|\r|\Z)')
    raw: list[tuple[str, ...]] = []
    ends: list[str] = []
    row: list[str] = []
    at = 0
    while at < len(text) or row:
        match = piece.match(text, at)
        if match is None:  # cannot be: every text is a cell and an end
            return (), (), ()
        at = match.end()
        row.append(match[1])
        if match[2] != delimiter:
            raw.append(tuple(row))
            ends.append(match[2])
            row = []
    try:
        rows = [tuple(each) or ("",) for each in csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)]
    except csv.Error:
        return (), (), ()
    return (tuple(rows), tuple(raw), tuple(ends)) if list(map(len, rows)) == list(map(len, raw)) else ((), (), ())
