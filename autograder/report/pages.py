"""Writes reports into a folder: `<assignment>/index.html` for the class, and a page for each student beside it.

The same results give the same bytes. Pages of who is in the class no more are taken away, see `files`.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path

from autograder.course import Course, UnknownName
from autograder.grades import Record
from autograder.report.class_page import class_page
from autograder.report.class_sections import Analysis
from autograder.report.escape import visible
from autograder.report.files import Written, write_whole
from autograder.report.html import Place, style
from autograder.report.markdown import student_markdown
from autograder.report.page import student_page
from autograder.report.summary import assignment_of
from autograder.report.unit_page import Names, unit_page
from autograder.results import AttemptResult, Lang, Text

_PLAIN = re.compile(r"[a-z0-9][a-z0-9_-]{0,63}")
_HASHED = re.compile(r"-[0-9a-f]{16}$")
_RESERVED = re.compile(r"index|con|prn|aux|nul|com\d|lpt\d")  # ours, and those that Windows keeps for itself
_READABLE = 40  # characters of a name that are kept beside its hash


def write_pages(
    records: Sequence[Record], course: Course, folder: Path, lang: Lang, *, students: Collection[str] = (),
    home: Text | None = None, written: Written | None = None,
) -> Path:  # fmt: skip
    """Write the pages of one assignment: its class, each unit, each student; `lang` is shown first.

    What pages share lies beside the folder of the assignment: `style.css`, and the pictures of handouts in `pictures/`.

    Args:
        records: one for each student.
        students: who is in the class: those without a record are named.
        home: the title of the course, where the page of the course is `folder/index.html`.
        written: tells the caller which pages of an earlier run were taken away.

    Returns:
        The page of the class, `folder/<assignment>/index.html`.

    Raises:
        ValueError: there are no records, or they are of several assignments, or two are of one student.
        OSError: the folder cannot be written.
    """
    analysis = Analysis(sorted_records(records), absent_from(records, students))
    written = written or Written(folder)
    page = write_assignment(analysis, course, written, lang, home=home)
    written.sweep((".html",), page.parent.name)
    return page


def write_assignment(
    analysis: Analysis,
    course: Course,
    written: Written,
    lang: Lang,
    *,
    home: Text | None = None,
    names: Names | None = None,
) -> Path:
    """As `write_pages`, from what is known of the records already, and nothing is taken away.

    `names` are those of the whole course.
    """
    records = analysis.records
    assignment = assignment_of([record.result for record in records])
    titles = titles_of(course, assignment)
    place = written.folder / page_name(assignment)
    place.mkdir(parents=True, exist_ok=True)
    written.write(written.folder / "style.css", style())
    pages, unit_pages = page_names(analysis)
    above = ((home, "../index.html"),) if home else ()
    own = titles.get(assignment) or _same(assignment)
    inside = (*above, (own, "index.html"))
    pictures = write_pictures(course, assignment, written)
    for record in records:
        trail = (*inside, (_same(record.student), ""))
        text = student_page(
            record.result, titles, lang, record=record, pictures=pictures, place=Place("../style.css", trail)
        )
        written.write(place / pages[record.student], text)
    names = names or Names(records)
    for unit, page in unit_pages.items():
        trail = (*inside, (titles.get(unit) or _same(unit), ""))
        written.write(place / page, unit_page(analysis, unit, titles, lang, names, Place("../style.css", trail)))
    text = class_page(analysis, titles, lang, pages, unit_pages, Place("../style.css", (*above, (own, ""))))
    written.write(place / "index.html", text)
    return place / "index.html"


def absent_from(records: Sequence[Record], students: Collection[str]) -> list[str]:
    """Those of a class who have no record."""
    return sorted(set(students) - {record.student for record in records})


def page_names(analysis: Analysis) -> tuple[dict[str, str], dict[str, str]]:
    """The files of an assignment's students and of its units; no two are the same."""
    pages = {record.student: f"{page_name(record.student)}.html" for record in analysis.records}
    unit_pages = {}
    for unit in analysis.units:
        name = page_name(unit)
        if f"{name}.html" in pages.values():  # no student's file ends like this, see `page_name`
            digest = hashlib.sha256(f"unit {unit}".encode("utf-8", "surrogatepass")).hexdigest()[:16]
            name = f"unit-{digest}"
        unit_pages[unit] = f"{name}.html"
    return pages, unit_pages


def write_pictures(course: Course, assignment: str, written: Written) -> dict[str, str]:
    """Copy the pictures of the handouts of an assignment to `pictures/`: their addresses seen from its pages.

    A picture is what `autograder picture` drew beside the unit; in a released course it lies beside the handout.
    """
    try:
        units = course.assignment(assignment).units
    except UnknownName:
        return {}
    found = {}
    for unit in units:
        drawn = next(filter(Path.is_file, (unit.path / "picture.svg", unit.path / f"{unit.id}.svg")), None)
        if drawn is not None:
            name = f"{page_name(assignment)}.{page_name(unit.id)}.svg"
            (written.folder / "pictures").mkdir(exist_ok=True)
            written.write(written.folder / "pictures" / name, drawn.read_bytes())
            found[unit.id] = f"../pictures/{name}"
    return found


def sorted_records(records: Sequence[Record]) -> list[Record]:
    """By student."""
    return sorted(records, key=lambda record: (record.student, record.result.number))


def _same(text: str) -> Text:
    shown = visible(text, 80)
    return Text(en=shown, zh=shown)


def write_student_pages(
    results: Sequence[AttemptResult], course: Course, folder: Path, lang: Lang, *, markdown: bool = False,
    everybody: bool = False, written: Written | None = None,
) -> list[Path]:  # fmt: skip
    """Write a page for each student that stands alone, its styles in it; as Markdown, in `lang` only, if asked for.

    Args:
        everybody: the results are those of a whole class, so such pages of others are taken away.
        written: as for `write_pages`.

    Raises:
        ValueError, OSError: as `write_pages`.
    """
    assignment = assignment_of(results)
    titles = titles_of(course, assignment)
    place = folder / page_name(assignment)
    place.mkdir(parents=True, exist_ok=True)
    written, pages, ending = written or Written(folder), [], ".md" if markdown else ".html"
    for result in sorted(results, key=lambda result: result.student):
        text = student_markdown(result, titles, lang) if markdown else student_page(result, titles, lang)
        pages.append(place / f"{page_name(result.student)}{ending}")
        written.write(pages[-1], text)
    if everybody:
        written.sweep((ending,), place.name)
    return pages


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


def _readable(name: str) -> Iterator[str]:
    for char in name:
        if char.isalnum() or char == "_":
            yield char
        else:
            yield "-"
