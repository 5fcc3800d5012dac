"""`autograder report`: writes what students and instructors read, from the gradebook into a folder."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from pathlib import Path

import click

from autograder.cli.course_changes import say_course_changes
from autograder.cli.options import assignment_id, course_option, give_up, lang_option, near, open_course
from autograder.cli.rules import class_option, open_standings, say_left_out
from autograder.course import Course
from autograder.gradebook import Gradebook, GradebookError
from autograder.gradebook.late import LateError
from autograder.gradebook.standing import Standings
from autograder.grades import Record
from autograder.report.csv_text import TemplateError
from autograder.report.escape import visible
from autograder.report.exports import FILES, TEMPLATES, write_export
from autograder.report.files import Written
from autograder.report.pages import page_name, write_pages, write_races, write_student_pages
from autograder.report.site import write_site
from autograder.results import Lang

SHOWN = 10  # names of files


@click.command()
@click.option("--gradebook", default="gradebook/attempts.db", show_default=True, help="File or database URL.")
@click.option("--out", type=click.Path(path_type=Path, file_okay=False), default=Path("reports"), show_default=True,
              help="The folder to write into.")  # fmt: skip
@click.option("--html", "site", type=click.Path(path_type=Path, file_okay=False), metavar="DIR",
              help="The site of the class, into this folder: the same as --format html --out DIR.")  # fmt: skip
@click.option("--assignment", "assignment_name", help="Only this assignment, e.g. a1_tensors or a1; else all.")
@click.option("--student", "students", multiple=True, help="Only this student. May be given several times.")
@click.option("--format", "form", type=click.Choice(["html", "markdown", "benchmark", *FILES]), default="html",
              show_default=True, help="Markdown is for GitHub, and in one language only; benchmark writes the races, "
              "for pytest-benchmark; the others are one file an assignment, for other programs.")  # fmt: skip
@click.option(
    "--template",
    type=click.Path(path_type=Path, dir_okay=False, exists=True),
    metavar="FILE",
    help="What Canvas or Moodle exported: with --format canvas or moodle, only its grades are filled in.",
)
@class_option
@course_option
@lang_option
def command(
    gradebook: str, out: Path, site: Path | None, assignment_name: str | None, students: tuple[str, ...], form: str,
    template: Path | None, class_path: Path | None, course_path: Path, lang: Lang,
) -> None:  # fmt: skip
    """Write the site of the class: OUT/index.html, and OUT/<assignment>/ with a page for each student and unit.

    What counts, and what is taken off, is as class.toml says. A page holds both languages; --lang says which is shown
    first. With --assignment, the page of the course is not written; with --student, or as Markdown, only the pages of
    students are. What other programs read is OUT/<assignment>/junit.xml, grades.csv, checks.csv, regrade.csv,
    canvas.csv, or moodle.csv.
    """
    if site is not None:
        out, form = site, "html"
    if template and form not in TEMPLATES:
        give_up(f"--template goes with --format {' or '.join(TEMPLATES)}.")
    course = open_course(course_path)
    try:
        with Gradebook.open(gradebook, create=False) as book:
            standings = open_standings(book, class_path, course)
            names = _wanted(course, assignment_name, book.assignments())
            found = _records(standings, names, students)
            everybody = [entry.student for entry in standings.rules.roster]
    except (GradebookError, LateError) as problem:
        give_up(str(problem))
    if students:
        _refuse_unknown(students, found.values(), gradebook)
        found = {name: [one for one in records if one.student in students] for name, records in found.items()}
    say_course_changes({name: [record.result for record in records] for name, records in found.items()}, course)
    if template and len(found) > 1:
        give_up(f"A template is filled for one assignment. Choose it with --assignment: {', '.join(found)}.")
    try:
        written = Written(out)
        if form == "html" and not students and not assignment_name:
            click.echo(_write_site(found, course, written, lang, everybody))
            found = {}
        for records in found.values():
            if records and form in FILES:
                click.echo(_export(records, course, out, lang, form, template))
            elif records:
                click.echo(_write(records, course, written, lang, form, None if students else everybody))
        _say_taken_away(written)
    except TemplateError as problem:
        give_up(f"{template}: {problem}")
    except OSError as problem:
        give_up(f"The reports cannot be written: {problem}. Choose another folder with `--out`.")


def _records(standings: Standings, names: Sequence[str], students: Collection[str]) -> dict[str, Sequence[Record]]:
    """The records of the class by assignment; of chosen students, whether they are on the roster or not."""
    if students:
        return {name: standings.records(name) for name in names}
    found: dict[str, Sequence[Record]] = {}
    outside: set[str] = set()
    for name in names:
        found[name], others = standings.of_class(name)
        outside.update(others)
    say_left_out(outside, "so left out")
    if not any(found.values()):
        give_up("Nobody on the roster has been graded. The ids there have to be the names of the folders graded.")
    return {name: records for name, records in found.items() if records}


def _wanted(course: Course, name: str | None, there: Sequence[str]) -> Sequence[str]:
    """The assignments to report, out of those that have attempts."""
    if name is None:
        if not there:
            give_up("The gradebook holds no attempts yet. Run `autograder grade` first.")
        return there
    wanted = assignment_id(course, name)
    if wanted not in there:
        give_up(f"The gradebook holds no attempts at {wanted!r}. It has: {', '.join(there) or 'none at all'}.")
    return [wanted]


def _refuse_unknown(students: Sequence[str], found: Iterable[Sequence[Record]], gradebook: str) -> None:
    known = sorted({record.student for records in found for record in records})
    for student in students:
        if student not in known:
            give_up(f"{gradebook} holds no attempt of {student!r}. {near(student, known)}".rstrip())


def _write_site(
    found: Mapping[str, Sequence[Record]], course: Course, written: Written, lang: Lang, everybody: Collection[str]
) -> str:
    """Write the site, the assignments in the order of the course, and say what was written."""
    ordered = {each.id: found[each.id] for each in course.assignments if each.id in found}
    ordered.update(found)  # and those that the course no longer has
    page = write_site(ordered, course, written.folder, lang, students=everybody, written=written)
    said = [
        f"{written.folder / page_name(name) / 'index.html'}: {_count(records)}" for name, records in ordered.items()
    ]
    return "\n".join([*said, f"The site of the class: {page}"])


def _write(
    records: Sequence[Record], course: Course, written: Written, lang: Lang, form: str,
    everybody: Collection[str] | None,
) -> str:  # fmt: skip
    """Write the reports of one assignment, and say what was written; without `everybody`, of single students only."""
    results, out = [record.result for record in records], written.folder
    if form == "benchmark":
        races = sum(check.race is not None for result in results for check in result.checks)
        return f"{write_races(results, out)}: {races} races, for `pytest-benchmark compare`"
    if everybody is not None and form == "html":
        page = write_pages(records, course, out, lang, students=everybody, written=written)
        return f"{page}: {_count(records)}"
    pages = write_student_pages(
        results, course, out, lang, markdown=form == "markdown", everybody=everybody is not None, written=written
    )
    return str(pages[0]) if len(pages) == 1 else f"{pages[0].parent}: {_count(records)}"


def _say_taken_away(written: Written) -> None:
    """Name what an earlier run wrote and is no longer of the class, on stderr: pages are about persons."""
    for names, what in ((written.removed, "removed from"), (written.kept, "changed by somebody, so left in")):
        if names:
            shown = ", ".join(names[:SHOWN]) + (f", and {len(names) - SHOWN} more" if len(names) > SHOWN else "")
            click.echo(f"No longer of this class or course, {what} {written.folder}: {shown}", err=True)


def _export(records: Sequence[Record], course: Course, out: Path, lang: Lang, form: str, template: Path | None) -> str:
    """Write one file about an assignment, and say where, how many students are in it, and who is not."""
    place, table = write_export(form, records, course, out, lang, template)
    written = [record for record in records if record.student not in table.missing]
    said = [f"{place}: {_count(written)}", *table.notes]
    if table.missing:
        missing = ", ".join(visible(student, 80) for student in table.missing)
        said.append(f"Not in the template, so in no row: {missing}")
    return "\n".join(said)


def _count(records: Sequence[Record]) -> str:
    return "1 student" if len(records) == 1 else f"{len(records)} students"
