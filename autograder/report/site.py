"""The site of a class: a page of the course, and below it those of each assignment (`pages`).

Nothing in it needs a server or a network: it opens from a folder, from a stick, or from any place that serves files.

    site/index.html                      the course: every student at every assignment
    site/<assignment>/index.html         the class at an assignment
    site/<assignment>/<unit>.html        a unit, without names: to show in class
    site/<assignment>/<student>.html     what a student is told
    site/pictures/, site/style.css       what pages share
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from urllib.parse import quote

from autograder.course import Course
from autograder.grades import Record
from autograder.report.class_sections import Analysis
from autograder.report.course_page import Part, course_page
from autograder.report.files import Written
from autograder.report.html import Place, style
from autograder.report.pages import (
    absent_from,
    page_name,
    page_names,
    sorted_records,
    titles_of,
    write_assignment,
)
from autograder.report.unit_page import Names
from autograder.results import Lang


def write_site(
    records: Mapping[str, Sequence[Record]], course: Course, folder: Path, lang: Lang, *,
    students: Collection[str] = (), written: Written | None = None,
) -> Path:  # fmt: skip
    """Write the site of a class; `lang` is shown first, the other language is in every page too.

    Pages of an earlier run that are not of this site are taken away, such as those of students who left.

    Args:
        records: by assignment, in the order of the course; one for each student. An assignment without any is left out.
        students: who is in the class: pages of assignments name those without a record.
        written: tells the caller which pages were taken away.

    Returns:
        The page of the course, `folder/index.html`.

    Raises:
        ValueError: records of one assignment are of several, or two are of one student.
        OSError: the folder cannot be written.
    """
    folder.mkdir(parents=True, exist_ok=True)
    written = written or Written(folder)
    written.write(folder / "style.css", style())
    names = Names([record for of_one in records.values() for record in of_one])
    parts = []
    for assignment, of_one in records.items():
        if not of_one:
            continue
        analysis = Analysis(sorted_records(of_one), absent_from(of_one, students))
        write_assignment(analysis, course, written, lang, home=course.title, names=names)
        place = quote(page_name(assignment), errors="surrogatepass")
        pages, _ = page_names(analysis)
        found = {student: f"{place}/{quote(page, errors='surrogatepass')}" for student, page in pages.items()}
        parts.append(Part(assignment, titles_of(course, assignment), analysis, f"{place}/index.html", found))
    text = course_page(parts, course.title, lang, Place("style.css"))
    written.write(folder / "index.html", text)
    written.sweep((".html", ".svg", ".css"))
    return folder / "index.html"
