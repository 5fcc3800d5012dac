"""Writes what other programs read of an assignment, a file each: JUnit XML, tables, and what an LMS imports."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from autograder.course import Course
from autograder.grades import Record
from autograder.report.csv_text import Table, TemplateError, decoded
from autograder.report.files import write_whole
from autograder.report.junit import junit_xml
from autograder.report.pages import page_name, titles_of
from autograder.report.regrade import regrade_csv
from autograder.report.summary import assignment_of
from autograder.report.tables import canvas_csv, long_csv, moodle_csv, wide_csv
from autograder.results import Lang

FILES: Mapping[str, str] = {
    "junit": "junit.xml",
    "csv": "grades.csv",
    "csv-long": "checks.csv",
    "regrade": "regrade.csv",
    "canvas": "canvas.csv",
    "moodle": "moodle.csv",
}
TEMPLATES = ("canvas", "moodle")  # those that can fill a file of the instructor's


def write_export(
    form: str, records: Sequence[Record], course: Course, folder: Path, lang: Lang, template: Path | None = None
) -> tuple[Path, Table]:
    """Write `folder/<assignment>/` and the file that `FILES` names, in the encoding of the template if there is one.

    Raises:
        TemplateError: the template cannot be filled.
        ValueError, OSError: as `write_pages`.
    """
    results = [record.result for record in records]
    assignment = assignment_of(results)
    titles = titles_of(course, assignment)
    text, encoding = decoded(template.read_bytes(), lang) if template else (None, "utf-8")
    if form == "junit":
        table = Table(junit_xml(results, titles, lang))
    elif form == "csv":
        table = wide_csv(results)
    elif form == "csv-long":
        table = long_csv(results)
    elif form == "regrade":
        table = regrade_csv(records)
    else:
        names = {record.student: record.name for record in records}
        if form == "canvas":
            table = canvas_csv(results, titles, lang, text, names=names)
        else:
            emails = {record.student: record.email for record in records}
            table = moodle_csv(results, titles, lang, text, names=names, emails=emails)
    try:
        table.text.encode(encoding)
    except UnicodeEncodeError as problem:
        raise TemplateError(
            f"The template is written in {encoding}, which lacks letters of the feedback. Save it as CSV in UTF-8."
        ) from problem
    place = folder / page_name(assignment)
    place.mkdir(parents=True, exist_ok=True)
    write_whole(place / FILES[form], table.text, encoding)
    return place / FILES[form], table
