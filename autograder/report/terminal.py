"""Results in a terminal: a table of a class for the instructor, and feedback for one student.

Everything goes through `Text` objects and `Paper.text`: no markup is interpreted, and nothing that a student wrote
reaches the terminal as a control character. Marks are told apart by shape; colour only helps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich.cells import cell_len, chop_cells
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as RichText

from autograder.grades import grade_of
from autograder.report import words
from autograder.report.arithmetic import Sum, arithmetic
from autograder.report.escape import visible, visible_code, visible_lines
from autograder.report.paper import STYLES, Paper
from autograder.report.summary import (
    Outcome,
    by_function,
    by_unit,
    check_title,
    for_students,
    look_first,
    outcome,
    points_text,
)
from autograder.report.terminal_cells import side_by_side
from autograder.report.terminal_class import class_parts
from autograder.report.view import WHOLE_FILE, called_text, headline, where_you_are
from autograder.results import AttemptResult, CheckResult, Feedback, Lang, Reason, SourceLine, Status, Text

_READING_WIDTH = 96  # longer lines are hard to read
_NAME_LIMIT = 80
_NOTE_WIDTH = 29


def class_table(results: Sequence[AttemptResult], lang: Lang, console: Console) -> None:
    """Print one row for each student, sorted by student, and below it totals, frequent mistakes and confinement."""
    paper = Paper(lang, console)
    for part in class_parts(results, paper):
        paper.print(part)


def student_feedback(result: AttemptResult, titles: Mapping[str, Text], lang: Lang, console: Console) -> None:
    """Print the feedback for one student: the points, the one check to look at first, and a list of all checks.

    Args:
        titles: the title of each unit, by its id; a unit that is not there is shown by its id.
    """
    paper = Paper(lang, console)
    width = min(console.width, _READING_WIDTH)
    checks = tuple(for_students(check, result.standing) for check in result.checks)
    for part in _feedback(result.model_copy(update={"checks": checks}), titles, paper, width):
        paper.print(part, width)


def first_feedback(check: CheckResult, titles: Mapping[str, Text], lang: Lang, console: Console) -> None:
    """Print the feedback for one check, under the heading that it is to be looked at first."""
    paper = Paper(lang, console)
    width = min(console.width, _READING_WIDTH)
    started = outcome(check) is not Outcome.NOT_ATTEMPTED
    for part in _heading(words.LOOK_FIRST if started else words.START_HERE, paper):
        if part != "":
            paper.print(part, width)
    for part in _first_check(check, titles, paper, width - 2):
        paper.print(part if part == "" else Padding(part, (0, 0, 0, 2), expand=False), width)


def check_feedback(check: CheckResult, titles: Mapping[str, Text], paper: Paper) -> None:
    """Print one check in full: its points, and what is said if it did not pass."""
    kind = outcome(check)
    title = check_title(check, paper.lang)
    line = paper.text(f"{paper.marks[kind]} ", STYLES[kind])
    points = paper.say(words.POINTS, points=points_text(check.points), max_points=points_text(check.max_points))
    line.append(f"{title}   {points}", "bold")
    paper.print(line)
    if check.status is Status.PASSED:
        return
    for part in _first_check(check, titles, paper, _READING_WIDTH):
        paper.print(part if part == "" else Padding(part, (0, 0, 0, 2), expand=False), _READING_WIDTH)


def _feedback(result: AttemptResult, titles: Mapping[str, Text], paper: Paper, width: int) -> Iterator[RenderableType]:
    grade = grade_of(result)
    head = paper.label(words.POINTS, "bold", points=points_text(grade.points), max_points=points_text(grade.max_points))
    about = [visible(result.assignment, 60), visible(result.student, 60, paper.lang)]
    if result.number > 1:
        about.append(paper.say(words.ATTEMPT, number=result.number))
    yield RichText.assemble(head, paper.text("   " + "   ".join(about), "dim"))
    sentences, warnings = where_you_are(result, paper.lang, paper.marks[Outcome.ERROR])
    for line in (*sentences, *warnings):
        yield paper.prose(line)
    for note in result.notes:
        yield paper.prose(visible_lines(paper.say(note), 1000, paper.lang))
    first = look_first(result.checks)
    if first is not None:
        started = outcome(first) is not Outcome.NOT_ATTEMPTED
        yield from _heading(words.LOOK_FIRST if started else words.START_HERE, paper)
        for part in _first_check(first, titles, paper, width - 2):
            yield part if part == "" else Padding(part, (0, 0, 0, 2), expand=False)
    if result.checks:
        yield from _heading(words.ALL_CHECKS, paper)
        yield _check_list(result.checks, titles, paper, width)
    if not grade.is_plain:
        yield from _heading(words.GRADE_HEAD, paper)
        yield _sums(arithmetic(result, titles, paper.lang), paper)


def _heading(label: Text, paper: Paper) -> Iterator[RenderableType]:
    yield ""
    yield Rule(paper.label(label, "bold cyan"), align="left", style="cyan")


def _first_check(check: CheckResult, titles: Mapping[str, Text], paper: Paper, width: int) -> Iterator[RenderableType]:
    title = paper.say(titles[check.unit]) if check.unit in titles else check.unit
    place, name = visible(title, _NAME_LIMIT), ""
    if check.reason not in WHOLE_FILE:
        name = f"   {visible(check_title(check, paper.lang), _NAME_LIMIT, paper.lang)}"
        if check.function:
            place = paper.say(words.PLACE, unit=place, function=visible(check.function, _NAME_LIMIT))
    yield RichText.assemble(paper.text(place, "bold"), paper.text(name, "dim"))
    feedback = check.feedback or Feedback(summary=words.REASONS[check.reason or Reason.MISMATCH])
    yield ""
    summary, detail = visible_lines(paper.say(feedback.summary), 500, paper.lang), ""
    if check.reason is Reason.MISMATCH:
        summary, detail = headline(summary)
    yield paper.prose(summary, "bold yellow")
    if detail:
        yield paper.prose(detail, "dim")
    yield from _facts(check, feedback, paper)
    if feedback.where is not None:
        yield ""
        yield from _own_line(feedback.where, paper, width)
    if not check.hidden:
        cells = side_by_side(feedback.got_cells, feedback.expected_cells, paper, width)
        if cells is not None:
            yield ""
            yield cells
    for label, text in ((words.MEANING, feedback.meaning), (words.QUESTION, feedback.question)):
        if text is not None:
            yield ""
            yield paper.label(label, "bold")
            yield paper.prose(visible_lines(paper.say(text), 1500, paper.lang))
    if feedback.printed.strip():
        yield ""
        yield paper.label(words.PRINTED, "bold")
        yield paper.prose(visible_lines(feedback.printed, 1000, paper.lang), "dim")


def _facts(check: CheckResult, feedback: Feedback, paper: Paper) -> Iterator[RenderableType]:
    """What was called, what came back, and, where students may know it, what was expected."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    expected = None if check.hidden else feedback.expected
    for label, text in (
        (words.CALLED, called_text(feedback)),
        (words.CAME_BACK, feedback.came_back),
        (words.EXPECTED, expected),
    ):
        if text is not None:
            shown = visible_lines(text, 400, paper.lang, lines=8)
            grid.add_row(paper.label(label, "dim"), paper.prose(shown or paper.say(words.NOTHING)))
    if grid.row_count:
        yield ""
        yield grid
    if check.hidden:
        yield paper.label(words.HIDDEN_NOTE, "dim")


def _own_line(where: SourceLine, paper: Paper, width: int) -> Iterator[RenderableType]:
    yield paper.label(words.YOUR_LINE, "bold", line=where.line, file=visible(where.file, _NAME_LIMIT))
    if not where.code.strip():
        return
    margin, below = f"{where.line:>4} {paper.bar} ", f"     {paper.bar} "
    pointed = None if where.column is None else cell_len(visible_code(where.code[: where.column - 1], 200))
    room = max(width - len(margin), 2)
    for part in chop_cells(visible_code(where.code, 200, paper.lang), room):
        yield paper.text(margin + part)
        margin, size = below, cell_len(part)
        if pointed is not None and pointed <= size and pointed < room:
            yield paper.text(" " * (len(margin) + pointed) + "^", "bold yellow")
            pointed = None
        elif pointed is not None:
            pointed -= size


def _check_list(checks: Sequence[CheckResult], titles: Mapping[str, Text], paper: Paper, width: int) -> Table:
    """Marks in the margin, then units, their functions, and their checks; a unit that is all alike takes one line."""
    rows: list[tuple[str, str, RichText, int, str, str]] = []  # mark, its style, name, its indent, points, note
    for unit, of_unit in by_unit(checks).items():
        title = paper.text(visible(paper.say(titles[unit]) if unit in titles else unit, _NAME_LIMIT), "bold")
        points = _points(of_unit)
        reasons = {check.reason for check in of_unit}
        if len(reasons) == 1 and reasons <= {None, Reason.NOT_ATTEMPTED, *WHOLE_FILE}:
            kind, (reason,) = outcome(of_unit[0]), reasons
            note = "" if reason is None else paper.say(words.REASONS[reason])
            rows.append((paper.marks[kind], STYLES[kind], title, 0, points, note))
            continue
        rows.append(("", "", title, 0, points, ""))
        for function, of_function in by_function(of_unit).items():
            name = visible(function, _NAME_LIMIT) if function else paper.say(words.OTHER)
            rows.append(("", "", paper.text(name), 2, "", ""))
            for check in of_function:
                kind = outcome(check)
                name = visible(check_title(check, paper.lang), _NAME_LIMIT, paper.lang)
                rows.append(
                    (paper.marks[kind], STYLES[kind], paper.text(name), 4, _points([check]), _note(check, paper))
                )
    name_width = max(row[2].cell_len + row[3] for row in rows)
    points_width = max(len(row[4]) for row in rows)
    note_width = min(max(cell_len(row[5]) for row in rows), _NOTE_WIDTH)
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(width=1)
    grid.add_column(width=min(name_width, max(12, width - points_width - note_width - 6)) + 1, overflow="fold")
    grid.add_column(width=points_width + 1)
    grid.add_column()
    for mark, style, text, indent, points, note in rows:
        grid.add_row(
            paper.text(mark, style),
            Padding(text, (0, 0, 0, indent)),
            paper.text(f"{points:>{points_width}}"),
            paper.prose(note, "dim"),
        )
    return grid


def _sums(lines: Sequence[Sum], paper: Paper) -> RenderableType:
    """The arithmetic of the grade, the total last."""
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold")
    table.add_column(justify="right")
    table.add_column(overflow="fold")
    for line in lines:
        style = "bold" if line is lines[-1] else ""
        table.add_row(*(paper.text(cell, style) for cell in (line.what, line.points, line.why)))
    return Padding(table, (0, 0, 0, 2), expand=False)


def _points(checks: Sequence[CheckResult]) -> str:
    return f"{points_text(sum(c.points for c in checks))}/{points_text(sum(c.max_points for c in checks))}"


def _note(check: CheckResult, paper: Paper) -> str:
    notes = [paper.say(words.HIDDEN)] if check.hidden else []
    if check.reason is not None and outcome(check) is not Outcome.PASSED:
        notes.append(paper.say(words.REASONS[check.reason]))
    return paper.say(words.LIST_COMMA).join(notes)
