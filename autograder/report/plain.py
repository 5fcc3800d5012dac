"""An attempt as plain text, an entry for each check and each question: for systems that list tests and show their text.

All of it comes from `view`, so it is safe for eyes, and a hidden check tells its name and messages and nothing else.
No line of it is a command to the runner of a workflow.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Literal

from autograder.grades import grade_of, mark_of
from autograder.report import words
from autograder.report.arithmetic import answer_views
from autograder.report.escape import no_command, visible
from autograder.report.summary import Outcome, look_first, outcome
from autograder.report.view import DIFFERENT_MARK, attempt_view, where_you_are
from autograder.report.view_model import Card, LineView, TensorView
from autograder.results import AttemptResult, CheckResult, Lang, Status, Text

State = Literal["passed", "failed", "error", "waiting"]  # `waiting`: an answer that nobody has marked yet

_NAME, _MOST_NUMBERS = 80, 10


@dataclass(frozen=True)
class Entry:
    """A check, or a question that a person marks."""

    number: str  # "1.2": of the unit, and in it
    unit: str
    name: str
    text: str
    state: State
    points: float
    max_points: float
    check: CheckResult | None = None


def entries(result: AttemptResult, titles: Mapping[str, Text], lang: Lang) -> list[Entry]:
    """The checks of each unit in order, then its questions. Names do not depend on how a check ended.

    Args:
        titles: the title of the assignment and of each unit, by their ids; what is not there is shown by its id.
    """
    units = dict.fromkeys([*(check.unit for check in result.checks), *(answer.unit for answer in result.answers)])
    questions = list(_questions(result, titles, lang))
    found = []
    for unit_number, unit in enumerate(units, 1):
        of_unit = [_of_check(result, check, titles, lang) for check in result.checks if check.unit == unit]
        of_unit += [each for each in questions if each.unit == unit]
        found += [replace(each, number=f"{unit_number}.{number}") for number, each in enumerate(of_unit, 1)]
    return found


def summary_text(result: AttemptResult, titles: Mapping[str, Text], lang: Lang, found: list[Entry]) -> str:
    """What is said about the attempt as a whole; `found` are its entries."""
    view = attempt_view(result, titles, lang)
    broken = [each.number for each in found if each.state == "error"]
    more = [] if len(broken) <= _MOST_NUMBERS else ["…"]
    numbers = words.say(words.LIST_COMMA, lang).join([*broken[:_MOST_NUMBERS], *more])
    sentences, warnings = where_you_are(result, lang, numbers)
    not_final = "" if grade_of(result).is_final else f" ({words.say(words.NOT_FINAL, lang)})"
    parts = [f"{view.points}{not_final}", *sentences, *warnings]
    first = look_first(result.checks)
    if first is not None:
        where = next(each for each in found if each.check is first)
        parts.append(f"{_label(view.first_heading, lang)} {where.number} {where.name}")
    if view.arithmetic:
        lines = [
            f"- {line.what}{words.say(words.LIST_COMMA, lang)}{line.points}{f' ({line.why})' if line.why else ''}"
            for line in view.arithmetic
        ]
        parts.append("\n".join([_label(words.say(words.GRADE_HEAD, lang), lang), *lines]))
    if view.notes:
        parts.append("\n".join([_label(words.say(words.NOTES, lang), lang), *view.notes]))
    parts.append("\n".join(f"{_label(label, lang)} {value}" for label, value in view.about))
    return _harmless("\n\n".join(parts))


def drawn(tensor: TensorView) -> str:
    """A small tensor in columns."""
    lines = []
    for index, rows in tensor.matrices:
        written = [[(DIFFERENT_MARK if cell.mark == "wrong" else "") + cell.value for cell in row] for row in rows]
        width = max((len(value) for row in written for value in row), default=0)
        if index:
            lines.append(index)
        lines += ["  ".join(value.rjust(width) for value in row) for row in written]
    return "\n".join([*lines, tensor.text] if tensor.text else lines)


def numbered(line: LineView) -> str:
    """A line of code behind its number; a caret below it where one character is meant."""
    margin = f"{line.number:>4} | "
    caret = f"\n{' ' * (len(margin) + len(line.before))}^" if line.marked else ""
    return f"{margin}{line.code}{caret}"


def _of_check(result: AttemptResult, check: CheckResult, titles: Mapping[str, Text], lang: Lang) -> Entry:
    name = _harmless(_name(result, check, titles, lang))
    state: State = "error" if check.status is Status.ERROR else "passed" if check.status is Status.PASSED else "failed"
    points = 0.0 if state == "error" else check.points
    text = _harmless("\n\n".join(_told(result, check, titles, lang)))
    return Entry("", check.unit, name, text, state, points, check.max_points, check)


def _name(result: AttemptResult, check: CheckResult, titles: Mapping[str, Text], lang: Lang) -> str:
    """As the view calls it where it has passed: in full, and without what happened."""
    passed = check.model_copy(update={"status": Status.PASSED, "reason": None, "feedback": None, "race": None})
    ((_, (row,)),) = attempt_view(_alone(result, passed), titles, lang).passed
    return f"{row.place} {row.title}".rstrip() + (f" ({row.note})" if row.note else "")


def _told(result: AttemptResult, check: CheckResult, titles: Mapping[str, Text], lang: Lang) -> Iterator[str]:
    if outcome(check) is Outcome.ERROR:
        yield words.say(words.GRADER_BROKE_HERE, lang)
        return
    view = attempt_view(_alone(result, check), titles, lang)
    if view.first:
        yield from _card(view.first, lang)
    yield from (race.sentence for race in view.races)
    yield from (_block(words.say(words.PRINTED, lang), text, lang) for _, text in view.printed)


def _alone(result: AttemptResult, check: CheckResult) -> AttemptResult:
    return result.model_copy(update={"checks": (check,), "answers": (), "adjustments": (), "notes": ()})


def _card(card: Card, lang: Lang) -> Iterator[str]:
    yield card.summary
    if card.detail:
        yield card.detail
    if card.hidden:
        yield words.say(words.HIDDEN_NOTE, lang)
    for label, text in card.facts:
        yield _block(label, text, lang)
    if card.meaning:
        yield f"{_label(words.say(words.MEANING, lang), lang)}\n{card.meaning}"
    if card.question:
        yield f"{_label(words.say(words.QUESTION, lang), lang)}\n{card.question}"
    if card.line:
        yield _block(card.line.label, numbered(card.line) if card.line.code else "", lang)
    for tensor in card.tensors:
        yield _block(f"{tensor.label} {tensor.kind}", drawn(tensor), lang)
    if any(tensor.has_differences for tensor in card.tensors):
        yield words.say(words.DIFFERENT_CELLS, lang, mark=DIFFERENT_MARK)


def _questions(result: AttemptResult, titles: Mapping[str, Text], lang: Lang) -> Iterator[Entry]:
    for answer, view in zip(result.answers, answer_views(result, lang), strict=True):
        unit = visible(words.say(titles[answer.unit], lang) if answer.unit in titles else answer.unit, _NAME, lang)
        title = visible(answer.title.in_(lang), _NAME, lang)
        name = words.say(words.PLACE, lang, unit=unit, function=title)
        mark = mark_of(result, answer)
        points = mark.points if mark else 0.0
        waits: State = "waiting" if answer.text.strip() else "failed"
        state: State = waits if mark is None else "passed" if points > 0 else "failed"
        parts = [view.question, f"{view.points}{words.say(words.LIST_COMMA, lang)}{view.why}"]
        parts += [_block(words.say(words.YOUR_ANSWER, lang), view.text, lang)] if view.text else []
        text = _harmless("\n\n".join(parts))
        yield Entry("", answer.unit, _harmless(name), text, state, points, answer.max_points)


def _label(text: str, lang: Lang) -> str:
    return words.say(words.LABEL, lang, label=text)


def _block(label: str, text: str, lang: Lang) -> str:
    return "\n".join([_label(label, lang), *(f"    {line}" for line in text.splitlines())])


def _harmless(text: str) -> str:
    return "\n".join(map(no_command, text.split("\n")))
