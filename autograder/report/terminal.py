"""Results in a terminal: a table of a class for the instructor, and feedback for one student.

Everything goes through `Text` objects and `Paper.text`: no markup is interpreted, and nothing that a student wrote
reaches the terminal as a control character. Marks are told apart by shape; colour only helps.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from rich import box
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as RichText

from autograder.report import words
from autograder.report.escape import visible, visible_code, visible_lines
from autograder.report.paper import STYLES, Paper
from autograder.report.summary import (
    Outcome,
    by_function,
    by_unit,
    happened,
    look_first,
    mistakes_made,
    outcome,
    points_text,
    short_units,
)
from autograder.report.terminal_cells import side_by_side
from autograder.results import AttemptResult, CheckResult, Feedback, Lang, Level, Reason, SourceLine, Text

_READING_WIDTH = 96  # longer lines are hard to read
_NAME_LIMIT = 80
_SHOWN_REASONS = 3
_SHOWN_MISTAKES = 8


def class_table(results: Sequence[AttemptResult], lang: Lang, console: Console) -> None:
    """Print one row for each student, sorted by student, and below it totals, frequent mistakes and confinement."""
    paper = Paper(lang, console)
    if not results:
        console.print(paper.label(words.NO_ATTEMPTS))
        return
    results = sorted(results, key=lambda result: (result.student, result.number))
    console.print(_class_rows(results, paper))
    for line in _class_foot(results, paper):
        console.print(line)


def student_feedback(result: AttemptResult, titles: Mapping[str, Text], lang: Lang, console: Console) -> None:
    """Print the feedback for one student: the points, the one check to look at first, and a list of all checks.

    Args:
        titles: the title of each unit, by its id; a unit that is not there is shown by its id.
    """
    paper = Paper(lang, console)
    width = min(console.width, _READING_WIDTH)
    for part in _feedback(result, titles, paper, width):
        console.print(part, width=width)


# ---------------------------------------------------------------- a class


def _class_rows(results: Sequence[AttemptResult], paper: Paper) -> Table:
    short = short_units(list(dict.fromkeys(check.unit for result in results for check in result.checks)))
    units = [_unit_chunks(result, short, paper) for result in results]
    what = [_what_happened(result, paper) for result in results]
    students = [visible(result.student, 60, paper.lang) for result in results]
    points = [f"{points_text(result.points)}/{points_text(result.max_points)}" for result in results]
    final = [
        paper.label(words.YES if result.is_final else words.NO, "" if result.is_final else "bold") for result in results
    ]

    student_width = min(max(map(cell_len, [*students, paper.say(words.STUDENT)])), 20)
    points_width = max(map(cell_len, [*points, paper.say(words.POINTS_HEAD)]))
    final_width = max(cell_len(paper.say(label)) for label in (words.FINAL, words.YES, words.NO))
    left = paper.console.width - student_width - points_width - final_width - 8
    what_width = max(cell_len(paper.say(words.HAPPENED)), *(cell_len(text) for text in what))
    chunk_width = max((chunk.cell_len for chunks in units for chunk in chunks), default=0)
    widest = max(len(chunks) for chunks in units) * (chunk_width + 2)
    what_width = max(16, min(what_width, max(left - widest, left * 2 // 5)))
    columns = max(1, (left - what_width + 2) // (chunk_width + 2))

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, padding=(0, 2, 0, 0))
    table.add_column(paper.label(words.STUDENT), width=student_width, overflow="fold")
    table.add_column(paper.label(words.POINTS_HEAD), width=points_width, justify="right", no_wrap=True)
    table.add_column(paper.label(words.CHECKS), overflow="fold")
    table.add_column(paper.label(words.HAPPENED), width=what_width)
    table.add_column(paper.label(words.FINAL), width=final_width, no_wrap=True)
    for row in range(len(results)):
        table.add_row(
            paper.text(students[row]),
            paper.text(points[row]),
            _in_columns(units[row], columns, chunk_width),
            paper.prose(what[row]),
            final[row],
        )
    return table


def _unit_chunks(result: AttemptResult, short: Mapping[str, str], paper: Paper) -> list[RichText]:
    """One chunk for each unit: its short name, points, and a mark for each check."""
    chunks = []
    for unit, checks in by_unit(result.checks).items():
        points, most = sum(check.points for check in checks), sum(check.max_points for check in checks)
        chunk = paper.text(f"{visible(short[unit], 24)} {points_text(points)}/{points_text(most)} ")
        for check in checks:
            chunk.append(paper.strip[outcome(check)], STYLES[outcome(check)])
        chunks.append(chunk)
    return chunks


def _in_columns(chunks: Sequence[RichText], columns: int, width: int) -> RichText:
    lines = []
    for start in range(0, len(chunks), columns):
        row = chunks[start : start + columns]
        padded = [RichText.assemble(chunk, " " * (width - chunk.cell_len)) for chunk in row[:-1]]
        lines.append(RichText("  ").join([*padded, row[-1]]))
    return RichText("\n").join(lines)


def _what_happened(result: AttemptResult, paper: Paper) -> str:
    said = []
    found = happened(result.checks)
    for cause, count in found[:_SHOWN_REASONS]:
        name = paper.say(words.REASONS_SHORT[cause]) if isinstance(cause, Reason) else visible(cause, 40, paper.lang)
        said.append(name if count == 1 else f"{name} ({count})")
    if len(found) > _SHOWN_REASONS:
        said.append(paper.say(words.MORE, count=len(found) - _SHOWN_REASONS))
    return paper.say(words.LIST_COMMA).join(said)


def _class_foot(results: Sequence[AttemptResult], paper: Paper) -> Iterator[RenderableType]:
    legend = RichText()
    for kind, label in (
        (Outcome.PASSED, words.PASSED),
        (Outcome.FAILED, words.FAILED),
        (Outcome.NOT_ATTEMPTED, words.NOT_ATTEMPTED),
        (Outcome.ERROR, words.GRADER_ERROR),
    ):
        legend.append(paper.strip[kind], STYLES[kind]).append(f" {paper.say(label)}   ")
    yield legend
    points, most = sum(result.points for result in results), sum(result.max_points for result in results)
    final = sum(result.is_final for result in results)
    total = paper.say(
        words.TOTAL if len(results) > 1 else words.TOTAL_ONE,
        students=len(results),
        points=points_text(points),
        max_points=points_text(most),
        percent=round(100 * points / most) if most else 0,
        final=final,
        open=len(results) - final,
    )
    rows = [(words.TOTAL_HEAD, total, "")]
    mistakes = mistakes_made(results)
    if mistakes:
        short = short_units(sorted({mistake.unit for mistake in mistakes}))
        said = [
            paper.say(
                words.MADE_BY,
                mistake=visible(mistake.mistake, 40, paper.lang),
                unit=visible(short[mistake.unit], 24),
                count=mistake.students,
            )
            for mistake in mistakes[:_SHOWN_MISTAKES]
        ]
        if len(mistakes) > _SHOWN_MISTAKES:
            said.append(paper.say(words.MORE, count=len(mistakes) - _SHOWN_MISTAKES))
        rows.append((words.MISTAKES, paper.say(words.LIST_COMMA).join(said), ""))
    for level in sorted({result.confinement for result in results}):
        who = [visible(result.student, 60, paper.lang) for result in results if result.confinement is level]
        names = (
            ""
            if len(who) == len(results)
            else f" ({paper.say(words.LIST_COMMA).join(who[:5])}{', ...' if len(who) > 5 else ''})"
        )
        rows.append((words.CONFINEMENT, paper.say(words.LEVELS[level]) + names, "bold red" if level is Level.D else ""))
    grid = Table.grid(padding=(0, 2, 0, 0))
    for label, text, style in rows:
        grid.add_row(paper.label(label, "bold"), paper.prose(text, style))
    yield grid


# ---------------------------------------------------------------- one student


def _feedback(result: AttemptResult, titles: Mapping[str, Text], paper: Paper, width: int) -> Iterator[RenderableType]:
    head = paper.label(
        words.POINTS, "bold", points=points_text(result.points), max_points=points_text(result.max_points)
    )
    about = [visible(result.assignment, 60), visible(result.student, 60, paper.lang)]
    if result.number > 1:
        about.append(paper.say(words.ATTEMPT, number=result.number))
    yield RichText.assemble(head, paper.text("   " + "   ".join(about), "dim"))
    for line in _where_you_are(result, paper):
        yield paper.prose(line)
    first = look_first(result.checks)
    if first is not None:
        started = outcome(first) is not Outcome.NOT_ATTEMPTED
        yield from _heading(words.LOOK_FIRST if started else words.START_HERE, paper)
        yield from (Padding(part, (0, 0, 0, 2)) for part in _first_check(first, titles, paper, width - 2))
    if result.checks:
        yield from _heading(words.ALL_CHECKS, paper)
        yield Padding(_check_list(result.checks, titles, paper), (0, 0, 0, 2))


def _heading(label: Text, paper: Paper) -> Iterator[RenderableType]:
    yield ""
    yield Rule(paper.label(label, "bold cyan"), align="left", style="cyan")


def _where_you_are(result: AttemptResult, paper: Paper) -> Iterator[str]:
    outcomes = [outcome(check) for check in result.checks]
    left = sum(one not in {Outcome.PASSED, Outcome.ERROR} for one in outcomes)
    if result.finished_at is None:
        yield paper.say(words.INTERRUPTED)
    elif outcomes and set(outcomes) <= {Outcome.NOT_ATTEMPTED, Outcome.BLOCKED}:
        yield paper.say(words.NOTHING_WRITTEN)
    elif left:
        yield paper.say(words.ONE_LEFT) if left == 1 else paper.say(words.SOME_LEFT, count=left)
    elif outcomes and set(outcomes) == {Outcome.PASSED}:
        yield paper.say(words.ALL_PASS)
    if Outcome.ERROR in outcomes:
        yield paper.say(words.GRADER_BROKE, mark=paper.marks[Outcome.ERROR])
    for note in result.notes:
        yield visible_lines(paper.say(note), 1000, paper.lang)


def _first_check(check: CheckResult, titles: Mapping[str, Text], paper: Paper, width: int) -> Iterator[RenderableType]:
    title = paper.say(titles[check.unit]) if check.unit in titles else check.unit
    place = [visible(title, _NAME_LIMIT), *([visible(check.function, _NAME_LIMIT)] if check.function else [])]
    name = visible(check.check, _NAME_LIMIT, paper.lang)
    yield RichText.assemble(paper.text(", ".join(place), "bold"), paper.text(f"   {name}", "dim"))
    feedback = check.feedback or Feedback(summary=words.REASONS[check.reason or Reason.MISMATCH])
    yield ""
    yield paper.prose(visible_lines(paper.say(feedback.summary), 1500, paper.lang), "bold yellow")
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
        yield paper.prose(visible_lines(feedback.printed, 1500, paper.lang), "dim")


def _facts(check: CheckResult, feedback: Feedback, paper: Paper) -> Iterator[RenderableType]:
    """What was called, what came back, and, where students may know it, what was expected."""
    grid = Table.grid(padding=(0, 2, 0, 0))
    expected = None if check.hidden else feedback.expected
    for label, text in (
        (words.CALLED, feedback.called),
        (words.CAME_BACK, feedback.came_back),
        (words.EXPECTED, expected),
    ):
        if text is not None:
            shown = visible_lines(text, 600, paper.lang, lines=8)
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
    margin = f"{where.line:>4} {paper.bar} "
    yield paper.text(margin + visible_code(where.code, 200, paper.lang))
    if where.column is not None:
        before = cell_len(margin + visible_code(where.code[: where.column - 1], 200))
        if before < width:
            yield paper.text(" " * before + "^", "bold yellow")


def _check_list(checks: Sequence[CheckResult], titles: Mapping[str, Text], paper: Paper) -> Table:
    grid = Table.grid(padding=(0, 2, 0, 0))
    grid.add_column(overflow="fold")
    grid.add_column(justify="right", no_wrap=True)
    grid.add_column()
    for unit, of_unit in by_unit(checks).items():
        title = visible(paper.say(titles[unit]) if unit in titles else unit, _NAME_LIMIT)
        points = f"{points_text(sum(c.points for c in of_unit))}/{points_text(sum(c.max_points for c in of_unit))}"
        outcomes = {outcome(check) for check in of_unit}
        if len(outcomes) == 1 and outcomes <= {Outcome.PASSED, Outcome.NOT_ATTEMPTED}:
            (same,) = outcomes
            note = "" if same is Outcome.PASSED else paper.say(words.REASONS[Reason.NOT_ATTEMPTED])
            mark = paper.text(paper.marks[same] + " ", STYLES[same])
            grid.add_row(RichText.assemble(mark, paper.text(title, "bold")), points, paper.text(note, "dim"))
            continue
        grid.add_row(paper.text(title, "bold"), points, "")
        for function, of_function in by_function(of_unit).items():
            grid.add_row(paper.text("  " + (visible(function, _NAME_LIMIT) if function else paper.say(words.OTHER))))
            for check in of_function:
                grid.add_row(*_check_row(check, paper))
    return grid


def _check_row(check: CheckResult, paper: Paper) -> tuple[RenderableType, RenderableType, RenderableType]:
    kind = outcome(check)
    mark = paper.text(f"    {paper.marks[kind]} ", STYLES[kind])
    notes = [paper.say(words.HIDDEN)] if check.hidden else []
    if check.reason is not None and kind is not Outcome.PASSED:
        notes.append(paper.say(words.REASONS[check.reason]))
    return (
        RichText.assemble(mark, paper.text(visible(check.check, _NAME_LIMIT, paper.lang))),
        paper.text(f"{points_text(check.points)}/{points_text(check.max_points)}"),
        paper.prose(paper.say(words.LIST_COMMA).join(notes), "dim"),
    )
