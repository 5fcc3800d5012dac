"""Grades as tables: a row a student, a row a check, and what Canvas and Moodle import.

Texts of students and of the course go through `csv_text.cell`; numbers are ours and stay numbers. A table for an LMS
rounds to two decimals, as the pages do.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, datetime
from types import MappingProxyType

from autograder.grades import Grade, Line, grade_of
from autograder.report import words
from autograder.report.arithmetic import waiting_text
from autograder.report.csv_text import Table, Template, TemplateError, cell, cell_of_lines, matched, number, table_text
from autograder.report.summary import assignment_of, points_text
from autograder.report.view import attempt_view
from autograder.results import AttemptResult, Lang, Text

_CANVAS = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
_CANVAS_OTHERS = ("Integration ID", "Email", "Email address")  # that may name a student as well
_MOODLE = ("Identifier", "Full name", "Email address", "Grade", "Feedback")
_MOODLE_OTHERS = ("Username", "ID number")
_POINTS_POSSIBLE = "    Points Possible"  # with the blanks that Canvas itself writes
_EXCUSED = "EX"
_MISTAKES = 3  # that Moodle's feedback tells
_NOBODY: Mapping[str, str] = MappingProxyType({})
_LONG = (
    "kind", "student", "assignment", "attempt", "unit", "function", "check", "hidden", "status", "reason", "mistake",
    "points", "max points", "cpu seconds",
)  # fmt: skip


def wide_csv(results: Sequence[AttemptResult]) -> Table:
    """One assignment, a row a student: the grade, then the points of each unit, then those of each check.

    A unit's points include marks and changes that are about it; those that are about the whole assignment are in
    `points` only. A cell is empty where the attempt has no such unit or check.

    Raises:
        ValueError: there are no results, or they are of several assignments, or two are of one student.
    """
    assignment_of(results)
    results = _sorted(results)
    grades = [grade_of(result) for result in results]
    of_units = [_points_of_units(result, grade) for result, grade in zip(results, grades, strict=True)]
    of_checks = [_points_of_checks(result) for result in results]
    units = list(dict.fromkeys(unit for points in of_units for unit in points))
    checks = list(dict.fromkeys(place for points in of_checks for place in points))
    checks.sort(key=lambda place: units.index(place[0]))
    head = ["student", "points", "max points", "percent", "final", "attempt", "graded at"]
    rows = [[*head, *map(cell, units), *(cell("/".join(place)) for place in checks)]]
    for result, grade, by_unit, by_check in zip(results, grades, of_units, of_checks, strict=True):
        rows.append(
            [
                cell(result.student),
                number(grade.points),
                number(grade.max_points),
                number(100 * grade.points / grade.max_points) if grade.max_points else "",
                "yes" if grade.is_final else "no",
                str(result.number),
                _moment(result.finished_at),
                *(number(by_unit[unit]) if unit in by_unit else "" for unit in units),
                *(number(by_check[place]) if place in by_check else "" for place in checks),
            ]
        )
    return Table(table_text(rows))


def long_csv(results: Sequence[AttemptResult]) -> Table:
    """A row a check; answers, changes of grades and deductions are rows too, told apart by the column `kind`.

    The points of a student's rows add up to the grade, but that a grade is never below 0; the points of a change are
    what it adds. A change's `function` is the function or question that it is about, its `status` how it was made.
    """
    rows: list[Sequence[str]] = [_LONG]
    for result in _sorted(results):
        begin = [cell(result.student), cell(result.assignment), str(result.number)]
        rows.extend([kind, *begin, *cells] for kind, cells in _long_rows(result))
    return Table(table_text(rows))


def canvas_csv(
    results: Sequence[AttemptResult], titles: Mapping[str, Text], lang: Lang, template: str | None = None, *,
    names: Mapping[str, str] = _NOBODY,
) -> Table:  # fmt: skip
    """One assignment, for Canvas's gradebook.

    With a template (the gradebook as Canvas exports it) only the assignment's column is filled, in the rows of students
    with a result; all else comes back as it was. Who is excused (EX) stays so. Without one, `SIS Login ID` has the
    student's id.

    Args:
        titles: the assignment's column is the one called by its title, in either language, or by its name; Canvas's
            own number may follow in brackets.
        names: by id; without a template they stand in `Student`, and the id where there is none.

    Raises:
        TemplateError: the template cannot be read, or lacks the column, or Canvas does not let it be changed.
        ValueError: as `wide_csv`.
    """
    assignment = assignment_of(results)
    results = _sorted(results)
    grades = {result.student: grade_of(result) for result in results}
    most = max(grade.max_points for grade in grades.values())
    if template is None:
        title = titles[assignment].in_(lang) if assignment in titles else assignment
        rows = [[*_CANVAS, cell(title)], [_POINTS_POSSIBLE, "", "", "", "", points_text(most)]]
        for student, grade in grades.items():
            name = names.get(student) or student
            rows.append([cell(name), "", "", cell(student), "", points_text(grade.points)])
        return Table(table_text(rows), notes=_not_final(grades))
    file = Template.read(template, (*_CANVAS[1:4], *_CANVAS_OTHERS))
    titled = {assignment, *((titles[assignment].en, titles[assignment].zh) if assignment in titles else ())}
    column = _assignment_column(file, titled)
    possible = _points_possible(file, column)
    if "read only" in possible.lower():
        raise TemplateError(f"Canvas says that the column {file.rows[0][column]!r} is read only.")
    login, sis, number_, integration = map(file.column, ("SIS Login ID", "SIS User ID", "ID", "Integration ID"))
    mail = file.column("Email", "Email address")
    called = [
        *map(file.values, (login, sis, number_, integration, mail)),
        *(_local(file.values(x)) for x in (login, mail)),
    ]
    found = matched(list(grades), called)
    excused = [student for student, row in found.items() if file.value(row, column).upper() == _EXCUSED]
    cells = {
        (row, column): points_text(grades[student].points) for student, row in found.items() if student not in excused
    }
    notes = [*_scale(possible, most), *_not_final(grades)]
    if excused:
        notes.append(f"Excused in Canvas, and left so: {', '.join(cell(student) for student in excused)}.")
    return Table(file.filled(cells), _missing(grades, found), tuple(notes))


def moodle_csv(
    results: Sequence[AttemptResult], titles: Mapping[str, Text], lang: Lang, template: str | None = None, *,
    names: Mapping[str, str] = _NOBODY, emails: Mapping[str, str] = _NOBODY,
) -> Table:  # fmt: skip
    """One assignment, for Moodle: a grade and a few lines of feedback, which Moodle shows to the student.

    With a template (the grading worksheet as Moodle exports it) only its columns of grade and feedback are filled, in
    the rows of students with a result. Without one, `Identifier` has the student's id.

    Args:
        names, emails: by id; without a template they fill their columns. An id that is an address is one, too.

    Raises:
        TemplateError: the template cannot be read, or lacks the column of the grade.
        ValueError: as `wide_csv`.
    """
    assignment_of(results)
    results = _sorted(results)
    grades = {result.student: grade_of(result) for result in results}
    told = {result.student: _feedback(result, grades[result.student], titles, lang) for result in results}
    if template is None:
        rows: list[Sequence[str]] = [_MOODLE]
        for student, grade in grades.items():
            mail = emails.get(student) or (student if "@" in student else "")
            rows.append(
                [cell(student), cell(names.get(student, "")), cell(mail), points_text(grade.points), told[student]]
            )
        return Table(table_text(rows), notes=_not_final(grades))
    file = Template.read(template, (*_MOODLE[:3], *_MOODLE_OTHERS))
    column, feedback = file.column("Grade"), file.column("Feedback comments", "Feedback")
    if column is None:
        raise TemplateError(f"The template has no column 'Grade'. It has: {_listed(file)}.")
    identifier, mail_column = map(file.column, ("Identifier", "Email address"))
    numbers = [name.rpartition(" ")[2] for name in file.values(identifier)]  # of "Participant 1234"
    others = [file.values(file.column(name)) for name in _MOODLE_OTHERS]
    mails = file.values(mail_column)
    found = matched(list(grades), [file.values(identifier), numbers, *others, mails, _local(mails)])
    cells = {(row, column): points_text(grades[student].points) for student, row in found.items()}
    if feedback is not None:
        cells |= {(row, feedback): told[student] for student, row in found.items()}
    notes = [] if feedback is not None else ["The template has no column for feedback; only grades were filled in."]
    of_file = {file.value(row, file.column("Maximum grade")) for row in found.values()} - {""}
    most = max(grade.max_points for grade in grades.values())
    for possible in sorted(of_file):
        notes += _scale(possible, most)
    return Table(file.filled(cells), _missing(grades, found), (*notes, *_not_final(grades)))


def _sorted(results: Sequence[AttemptResult]) -> list[AttemptResult]:
    return sorted(results, key=lambda result: (result.assignment, result.student, result.number))


def _moment(moment: datetime | None) -> str:
    """In UTC; one without a time zone is taken as UTC."""
    if moment is None:
        return ""
    moment = moment.astimezone(UTC) if moment.tzinfo else moment
    return f"{moment:%Y-%m-%dT%H:%M:%SZ}"


def _points_of_units(result: AttemptResult, grade: Grade) -> dict[str, float]:
    points: dict[str, float] = {}
    for check in result.checks:
        points[check.unit] = points.get(check.unit, 0.0) + check.points
    for line in grade.lines:
        unit = line.answer.unit if line.answer else line.change.place.unit if line.change else None
        if unit is not None:
            points[unit] = points.get(unit, 0.0) + line.points
    return points


def _points_of_checks(result: AttemptResult) -> dict[tuple[str, str], float]:
    points: dict[tuple[str, str], float] = {}
    for check in result.checks:
        place = (check.unit, check.check)
        points[place] = points.get(place, 0.0) + check.points
    return points


def _long_rows(result: AttemptResult) -> Iterator[tuple[str, list[str]]]:
    """The kind of each row, and its cells from `unit` on."""
    for check in result.checks:
        place = [cell(check.unit), cell(check.function or ""), cell(check.check)]
        became = [_yes_no(check.hidden), check.status.value, check.reason.value if check.reason else ""]
        numbers = [number(check.points), number(check.max_points), number(check.cpu_seconds)]
        yield "check", [*place, *became, cell(check.mistake or ""), *numbers]
    for line in grade_of(result).lines:
        if line.kind == "answer" and line.answer is not None:
            yield "answer", _answer_row(line)
        elif line.kind == "change" and line.change is not None:
            at, change = line.change.place, line.change
            place = [cell(at.unit or ""), cell(at.item or ""), "", "" if at.hidden is None else _yes_no(at.hidden)]
            yield "change", [*place, change.kind, cell(change.reason), "", number(line.points), "", ""]
        elif line.kind == "deduction" and line.reason is not None:
            yield "deduction", ["", "", "", "", "rule", cell(line.reason.en), "", number(line.points), "", ""]


def _answer_row(line: Line) -> list[str]:
    answer, mark = line.answer, line.change
    if answer is None:
        raise ValueError("a line without its answer")
    status = "marked" if mark else "waiting" if answer.text.strip() else "empty"
    points = number(line.points) if mark else ""
    reason = cell(mark.reason) if mark else ""
    return [cell(answer.unit), "", cell(answer.question), "no", status, reason, "", points, number(line.of or 0), ""]


def _yes_no(value: bool) -> str:
    return "yes" if value else "no"


def _feedback(result: AttemptResult, grade: Grade, titles: Mapping[str, Text], lang: Lang) -> str:
    """Points, where the student stands, what to look at first, and what the mistakes that were recognised mean.

    It is made of what a student's page tells. Moodle takes it for HTML, so no `<` is left in it that could begin a tag.
    """
    view = attempt_view(result, titles, lang)
    colon = words.COLON.in_(lang)
    lines = [view.points if grade.is_final else f"{view.points} ({words.NOT_FINAL.in_(lang)})", *view.sentences]
    if view.first is not None:
        name = f"{view.first.row.place} {view.first.row.title}".rstrip()
        lines.append(f"{view.first_heading}{colon}{name}{colon}{view.first.summary}")
    cards = [card for card in (view.first, *view.others) if card is not None and card.meaning]
    lines += [f"{card.row.place}{colon}{card.meaning}" for card in cards[:_MISTAKES]]
    if not result.is_final:
        lines.append(words.NOT_FINAL_NOTE.in_(lang))
    lines.append(waiting_text(result, lang))
    return cell_of_lines("\n".join(lines).replace("<", "\u2039"), lang)


def _assignment_column(file: Template, called: set[str]) -> int:
    """The column of the assignment with one of these titles; Canvas's number may follow in brackets."""
    wanted = {" ".join(name.split()) for name in called}
    header = [" ".join(name.split()) for name in file.rows[0]]
    bare = [before if end and end[:-1].isdigit() and end.endswith(")") else name
            for name in header for before, _, end in [name.rpartition(" (")]]  # fmt: skip
    found = [place for place, names in enumerate(zip(header, bare, strict=True)) if wanted & set(names)]
    if len(found) != 1:
        many = "none" if not found else f"{len(found)}"
        raise TemplateError(
            f"The template should have one column called {' or '.join(sorted(map(repr, wanted)))}, and has {many}. "
            f"It has: {_listed(file)}. Give the assignment in Canvas one of these titles, and export again."
        )
    return found[0]


def _points_possible(file: Template, column: int) -> str:
    name, number_ = file.column("Student"), file.column("ID")
    for row in range(1, len(file.rows)):
        if "Points Possible" in file.value(row, name or 0) and not file.value(row, number_):
            return file.value(row, column)
    return ""


def _local(mails: Sequence[str]) -> list[str]:
    return [mail.rpartition("@")[0] for mail in mails]


def _scale(possible: str, most: float) -> list[str]:
    """A note where an LMS counts in other points than the grades do: nothing is scaled."""
    try:
        same = abs(float(possible.replace(",", ".")) - most) < 0.005
    except ValueError:
        return []
    told = f"The template counts {possible} points, the assignment {points_text(most)}; grades are not scaled."
    return [] if same else [told]


def _not_final(grades: Mapping[str, Grade]) -> tuple[str, ...]:
    open_ = sum(not grade.is_final for grade in grades.values())
    return (f"Not final yet: {open_} of {len(grades)} grades.",) if open_ else ()


def _missing(grades: Mapping[str, Grade], found: Mapping[str, int]) -> tuple[str, ...]:
    return tuple(student for student in grades if student not in found)


def _listed(file: Template) -> str:
    return ", ".join(repr(cell(name)) for name in file.rows[0][:40])
