"""The parts of a class's table: a row for each student, and what it all comes to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from rich.cells import cell_len
from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text as RichText

from autograder.grades import grade_of
from autograder.report import words
from autograder.report.escape import visible
from autograder.report.paper import STYLES, Paper
from autograder.report.summary import Outcome, by_unit, happened, mistakes_made, outcome, points_text, short_units
from autograder.report.wrap import wrap_name
from autograder.results import AttemptResult, Level, Reason

_STUDENT_WIDTH = 20
_HAPPENED_WIDTH = 18  # at least
_ROWS_BESIDE = 3
_SHOWN_REASONS = 3
_SHOWN_MISTAKES = 8
_SHOWN_STUDENTS = 5
_GAP = 2


def class_parts(results: Sequence[AttemptResult], paper: Paper) -> Iterator[RenderableType]:
    """What to print for a class, one below the other."""
    if not results:
        yield paper.label(words.NO_ATTEMPTS)
        return
    results = sorted(results, key=lambda result: (result.student, result.number))
    short = _short_units(results)
    yield from _table([_line(result, short, paper) for result in results], paper)
    yield ""
    yield _legend(paper)
    yield _foot(results, paper)


@dataclass(frozen=True)
class _Line:
    """A student's row, before it is known how wide its columns will be."""

    student: str
    points: str
    units: list[RichText]  # each: short name, points, and a mark for each check
    happened: list[str]
    is_final: bool


def _line(result: AttemptResult, short: Mapping[str, str], paper: Paper) -> _Line:
    units = []
    grade = grade_of(result)
    for unit, checks in by_unit(result.checks).items():
        points, most = sum(check.points for check in checks), sum(check.max_points for check in checks)
        chunk = paper.text(f"{visible(short[unit], 24)} {points_text(points)}/{points_text(most)} ")
        for check in checks:
            chunk.append(paper.strip[outcome(check)], STYLES[outcome(check)])
        units.append(chunk)
    return _Line(
        student=paper.fit(visible(result.student, 60, paper.lang)),
        points=f"{points_text(grade.points)}/{points_text(grade.max_points)}",
        units=units,
        happened=_happened(result, paper),
        is_final=grade.is_final,
    )


def _happened(result: AttemptResult, paper: Paper) -> list[str]:
    late = result.standing is not None and result.standing.is_late
    said = (
        [paper.say(words.HANDED_IN_LATE)] if late else []
    )  # else the points and those of the units differ for nothing
    found = happened(result.checks)
    for cause, count in found[:_SHOWN_REASONS]:
        name = paper.say(words.REASONS_SHORT[cause]) if isinstance(cause, Reason) else visible(cause, 40, paper.lang)
        said.append(name if count == 1 else f"{name} ({count})")
    if len(found) > _SHOWN_REASONS:
        said.append(paper.say(words.MORE, count=len(found) - _SHOWN_REASONS))
    return said


def _table(lines: Sequence[_Line], paper: Paper) -> Iterator[RenderableType]:
    """The units beside the rest where they fit in a few lines, else each student's units below his or her row."""
    longest = _widest([paper.say(words.STUDENT), *(line.student for line in lines)])
    student = min(longest, _STUDENT_WIDTH)
    points = _widest([paper.say(words.POINTS_HEAD), *(line.points for line in lines)])
    final = _widest([paper.say(label) for label in (words.FINAL, words.YES, words.NO)])
    comma = paper.say(words.LIST_COMMA)
    said = _widest([paper.say(words.HAPPENED), *(comma.join(line.happened) for line in lines)])

    rest = paper.console.width - student - points - final - 4 * _GAP
    columns = _unit_columns(lines, rest - min(said, _HAPPENED_WIDTH))
    most_units = max(len(line.units) for line in lines)
    beside = most_units <= _ROWS_BESIDE * len(columns)
    if beside:
        units = max(_total_width(columns), cell_len(paper.say(words.CHECKS)))
        happened_width = max(1, min(said, rest - units))
        widths = [student, points, units, happened_width, final]
    else:
        columns = _unit_columns(lines, paper.console.width - _GAP)
        happened_width = max(1, min(said, rest + _GAP))
        widths = [student, points, happened_width, final]
    widths[0] = min(longest, student + max(0, paper.console.width - _total_width(widths)))

    heads = [words.STUDENT, words.POINTS_HEAD, words.CHECKS, words.HAPPENED, words.FINAL]
    if not beside:
        heads.remove(words.CHECKS)
    yield _row([paper.label(head, "bold") for head in heads], widths)
    yield Padding(Rule(characters=paper.rule, style="dim"), (0, paper.console.width - _total_width(widths), 0, 0))
    for line in lines:
        units_text = _in_columns(line.units, columns)
        cells = [
            paper.text("\n".join(wrap_name(line.student, widths[0]))),
            paper.text(line.points),
            units_text,
            paper.text(_pack(line.happened, comma, happened_width)),
            paper.label(words.YES) if line.is_final else paper.label(words.NO, "bold yellow"),
        ]
        if not beside:
            cells.remove(units_text)
        yield _row(cells, widths)
        if not beside:
            yield Padding(units_text, (0, 0, 0, 2))


def _row(cells: Sequence[RenderableType], widths: Sequence[int]) -> Table:
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    for number, width in enumerate(widths):
        grid.add_column(width=width, justify="right" if number == 1 else "left", overflow="fold")
    grid.add_row(*cells)
    return grid


def _widest(texts: Sequence[str]) -> int:
    return max(map(cell_len, texts))


def _unit_columns(lines: Sequence[_Line], width: int) -> list[int]:
    """The widths of as many columns of units as there is room for; at least one."""
    widths = [0]
    for number in range(1, max(len(line.units) for line in lines) + 1):
        tried = [
            max((unit.cell_len for line in lines for unit in line.units[column::number]), default=0)
            for column in range(number)
        ]
        if number == 1 or _total_width(tried) <= width:
            widths = tried
    return widths


def _total_width(widths: Sequence[int]) -> int:
    return sum(widths) + _GAP * (len(widths) - 1)


def _in_columns(units: Sequence[RichText], widths: Sequence[int]) -> RichText:
    rows = []
    for start in range(0, len(units), len(widths)):
        row = units[start : start + len(widths)]
        padded = [
            RichText.assemble(unit, " " * (width - unit.cell_len)) for unit, width in zip(row, widths, strict=False)
        ]
        rows.append(RichText(" " * _GAP).join([*padded[:-1], row[-1]]))
    return RichText("\n").join(rows)


def _pack(items: Sequence[str], comma: str, width: int) -> str:
    """The items as a list that breaks between them, not within."""
    lines: list[str] = []
    for number, item in enumerate(items):
        item = item + comma if number < len(items) - 1 else item
        if lines and cell_len((lines[-1] + item).rstrip()) <= width:
            lines[-1] += item
        else:
            lines += wrap_name(item.rstrip(), width)
            lines[-1] += " " * (len(item) - len(item.rstrip()))
    return "\n".join(line.rstrip() for line in lines)


def _legend(paper: Paper) -> RichText:
    return RichText("   ").join(
        RichText.assemble((paper.strip[kind], STYLES[kind]), " ", paper.label(label))
        for kind, label in (
            (Outcome.PASSED, words.PASSED),
            (Outcome.FAILED, words.FAILED),
            (Outcome.NOT_ATTEMPTED, words.NOT_ATTEMPTED),
            (Outcome.ERROR, words.GRADER_ERROR),
        )
    )


def _foot(results: Sequence[AttemptResult], paper: Paper) -> Table:
    rows = [(paper.say(words.TOTAL_HEAD), _total(results, paper), "")]
    mistakes = _mistakes(results, paper)
    label_width = _widest([paper.say(label) for label in (words.TOTAL_HEAD, words.MISTAKES, words.CONFINEMENT)])
    if mistakes:
        width = paper.console.width - label_width - _GAP
        rows.append((paper.say(words.MISTAKES), _pack(mistakes, paper.say(words.LIST_COMMA), width), ""))
    head = paper.say(words.CONFINEMENT)
    for level in sorted({result.confinement for result in results}):
        rows.append((head, _confined(results, level, paper), "bold red" if level is Level.D else ""))
        head = ""
    grid = Table.grid(padding=(0, _GAP, 0, 0))
    grid.add_column(width=label_width)
    for label, text, style in rows:
        grid.add_row(paper.text(label, "bold"), paper.prose(text, style))
    return grid


def _total(results: Sequence[AttemptResult], paper: Paper) -> str:
    grades = [grade_of(result) for result in results]
    points, most = sum(grade.points for grade in grades), sum(grade.max_points for grade in grades)
    final = sum(grade.is_final for grade in grades)
    return paper.say(
        words.TOTAL if len(results) > 1 else words.TOTAL_ONE,
        students=len(results),
        points=points_text(points),
        max_points=points_text(most),
        percent=round(100 * points / most) if most else 0,
        final=final,
        open=len(results) - final,
    )


def _mistakes(results: Sequence[AttemptResult], paper: Paper) -> list[str]:
    short = _short_units(results)
    found = mistakes_made(results)
    said = [
        paper.say(
            words.MADE_BY,
            mistake=visible(made.mistake, 40, paper.lang),
            unit=visible(short[made.unit], 24),
            count=made.students,
            students=len(results),
        )
        for made in found[:_SHOWN_MISTAKES]
    ]
    if len(found) > _SHOWN_MISTAKES:
        said.append(paper.say(words.MORE, count=len(found) - _SHOWN_MISTAKES))
    return said


def _confined(results: Sequence[AttemptResult], level: Level, paper: Paper) -> str:
    """The level, and whose code it was if that was not everybody's."""
    said = paper.say(words.LEVELS[level])
    students = [visible(result.student, 30, paper.lang) for result in results if result.confinement is level]
    if len(students) == len(results):
        return said
    names = paper.say(words.LIST_COMMA).join(students[:_SHOWN_STUDENTS])
    return f"{said} ({names}{', ...' if len(students) > _SHOWN_STUDENTS else ''})"


def _short_units(results: Sequence[AttemptResult]) -> dict[str, str]:
    return short_units(list(dict.fromkeys(check.unit for result in results for check in result.checks)))
