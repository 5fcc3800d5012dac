"""How a grade came about, line by line, and the answers that a person marks: what all reports share."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from autograder.grades import Line, grade_of, mark_of
from autograder.report import words
from autograder.report.escape import visible, visible_lines
from autograder.report.summary import points_text
from autograder.results import Adjustment, AttemptResult, Lang, Place, Text

_NAME, _REASON, _ANSWER, _ANSWER_LINES = 80, 500, 8000, 200


@dataclass(frozen=True)
class Sum:
    """A line of the arithmetic; `why` may be empty."""

    what: str
    points: str
    why: str


@dataclass(frozen=True)
class AnswerView:
    """An answer, with what it got."""

    question: str
    text: str  # "" where there is none
    points: str
    why: str


def arithmetic(result: AttemptResult, titles: Mapping[str, Text], lang: Lang) -> tuple[Sum, ...]:
    """The lines, the total last; none where the grade is the points of the checks and nothing else."""
    grade = grade_of(result)
    if grade.is_plain:
        return ()
    total = _of(grade.points, grade.max_points)
    lines = tuple(_sum(line, titles, lang) for line in grade.lines)
    return (*lines, Sum(words.TOTAL_HEAD.in_(lang), total, ""))


def answer_views(result: AttemptResult, lang: Lang) -> Iterator[AnswerView]:
    """The answers of an attempt, in the order of the course."""
    for answer in result.answers:
        mark = mark_of(result, answer)
        written = visible_lines(answer.text.strip(), _ANSWER, lang, lines=_ANSWER_LINES)
        yield AnswerView(
            question=visible(answer.title.in_(lang), _REASON, lang),
            text=written,
            points=_of(mark.points if mark else None, answer.max_points),
            why=_why(mark, lang) if mark else words.say(words.WAITS_FOR_MARK if written else words.NO_ANSWER, lang),
        )


def waiting_text(result: AttemptResult, lang: Lang) -> str:
    """That answers wait to be marked; "" if none does."""
    waiting = sum(1 for each in result.answers if each.text.strip() and mark_of(result, each) is None)
    return words.say(words.ANSWERS_WAIT, lang, count=waiting) if waiting else ""


def _sum(line: Line, titles: Mapping[str, Text], lang: Lang) -> Sum:
    if line.kind == "checks":
        return Sum(words.say(words.CHECKS, lang), _of(line.points, line.of), "")
    if line.answer is not None:
        place = Place(unit=line.answer.unit, item=line.answer.question)
        written = bool(line.answer.text.strip())
        why = _why(line.change, lang) if line.change else ""
        why = why or words.say(words.WAITS_FOR_MARK if written else words.NO_ANSWER, lang)
        return Sum(_place(place, titles, lang), _of(line.points if line.change else None, line.of), why)
    if line.kind == "deduction" and line.reason is not None:
        points = _signed(line.points) if line.points else points_text(0)
        return Sum(words.say(words.DEDUCTION, lang), points, visible(line.reason.in_(lang), _REASON, lang))
    change = line.change
    if change is None:
        raise ValueError("a change without its reason")
    why = _why(change, lang)
    if line.was is not None:
        instead = words.say(words.INSTEAD, lang, points=points_text(change.points), was=points_text(line.was))
        why = f"{instead}{words.say(words.COLON, lang)}{why}"
    return Sum(_place(change.place, titles, lang), _signed(line.points), why)


def _place(place: Place, titles: Mapping[str, Text], lang: Lang) -> str:
    if place.unit is None:
        return words.say(words.WHOLE_ASSIGNMENT, lang)
    unit = visible(titles[place.unit].in_(lang) if place.unit in titles else place.unit, _NAME, lang)
    if place.item is None:
        return unit
    said = words.say(words.PLACE, lang, unit=unit, function=visible(place.item, _NAME, lang))
    return f"{said} ({words.say(words.HIDDEN, lang)})" if place.hidden else said


def _why(change: Adjustment, lang: Lang) -> str:
    reason, author = visible(change.reason, _REASON, lang), visible(change.author, _NAME, lang)
    when = f"{change.made_at:%Y-%m-%d}"
    return words.say(words.CHANGED_BY, lang, reason=reason, author=author, when=when)


def _of(points: float | None, most: float | None) -> str:
    return f"{'–' if points is None else points_text(points)}/{points_text(most or 0.0)}"


def _signed(points: float) -> str:
    sign = "−" if points < 0 else "+"
    return f"{sign}{points_text(abs(points))}"
