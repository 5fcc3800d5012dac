"""What a page says about an attempt, in one language, in plain text: what HTML and Markdown share.

All text here has been through `escape`: it is harmless to look at, and still has to be escaped for where it goes.
Pages go to students, so a hidden check shows its name and messages here and nothing that its inputs could leak
through: no call, no answer, no exception's text, no output; unless the rules of the class say that it may
(`Standing.shows_hidden`).
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime, tzinfo
from itertools import islice

from autograder.grades import grade_of
from autograder.report import words
from autograder.report.arithmetic import answer_views, arithmetic, waiting_text
from autograder.report.cells import differing, is_drawable, matrices, shape_text
from autograder.report.escape import visible, visible_code, visible_lines
from autograder.report.race_plot import race_sentence
from autograder.report.summary import (
    Outcome,
    by_function,
    by_unit,
    check_title,
    is_covered,
    look_first,
    outcome,
    points_text,
)
from autograder.report.view_model import AttemptView, Card, CellView, LineView, Mark, RaceView, Row, Section, TensorView
from autograder.results import (
    AttemptResult,
    Cells,
    CheckResult,
    Feedback,
    Lang,
    Level,
    Reason,
    SourceLine,
    Standing,
    Text,
)

MARKS: Mapping[Outcome, str] = dict(zip(Outcome, "✓✗––!", strict=True))
WHOLE_FILE = frozenset({Reason.SYNTAX_ERROR, Reason.IMPORT_FAILED, Reason.UNREADABLE})  # the same for all its checks
DIFFERENT_MARK = "≠"

_NAME, _STUDENT, _SUMMARY, _FACT, _MESSAGE, _CODE, _VALUE = 80, 120, 500, 400, 1500, 200, 16
_PRINTED, _PRINTED_LINES = 4000, 60
_MOST_ROWS = _MOST_COLUMNS = _MOST_MATRICES = 12


def attempt_view(result: AttemptResult, titles: Mapping[str, Text], lang: Lang) -> AttemptView:
    """`result` as its page tells it.

    Args:
        titles: the title of the assignment and of each unit, by their ids; what is not there is shown by its id.
    """
    writer = _Writer(titles, lang, result.standing)
    checks = result.checks
    first = look_first(checks)
    groups = list(_same_cause(checks, first))
    of = {kind: [check for check in checks if outcome(check) is kind and check is not first] for kind in Outcome}
    sections = [
        writer.section(words.WAITING, of[Outcome.BLOCKED], words.WAITING_NOTE),
        writer.section(words.UNWRITTEN, of[Outcome.NOT_ATTEMPTED]),
        writer.section(words.BROKEN, of[Outcome.ERROR]),
    ]
    started = first is None or outcome(first) is not Outcome.NOT_ATTEMPTED
    sentences, warnings = where_you_are(result, lang, MARKS[Outcome.ERROR])
    grade = grade_of(result)
    return AttemptView(
        assignment=visible(writer.title(result.assignment), _NAME, lang),
        student=visible(result.student, _STUDENT, lang),
        points=words.say(
            words.POINTS, lang, points=points_text(grade.points), max_points=points_text(grade.max_points)
        ),
        share=min(100, round(100 * grade.points / grade.max_points)) if grade.max_points else 0,
        sentences=tuple(sentences),
        warnings=tuple(warnings),
        first=writer.card(groups[0]) if groups else None,
        first_heading=(words.LOOK_FIRST if started else words.START_HERE).in_(lang),
        others=tuple(writer.card(group) for group in groups[1:]),
        sections=tuple(section for section in sections if section.rows),
        passed=tuple(writer.by_place(of[Outcome.PASSED])),
        races=tuple(writer.races(checks)),
        printed=tuple(writer.printed(checks)),
        arithmetic=arithmetic(result, titles, lang),
        answers=tuple(answer_views(result, lang)),
        notes=tuple(visible_lines(note.in_(lang), 1000, lang) for note in result.notes),
        about=tuple(_about(result, lang)),
    )


def check_card(check: CheckResult, titles: Mapping[str, Text], lang: Lang, standing: Standing | None = None) -> Card:
    """A check that did not pass, in full and by itself: what the others have in common with it is left out.

    `standing`: that of its attempt, which says whether what a hidden check called may be told.
    """
    return _Writer(titles, lang, standing).card([check])


def where_you_are(result: AttemptResult, lang: Lang, mark: str) -> tuple[list[str], list[str]]:
    """Where a student stands, in a sentence or two, and what makes the points uncertain; `mark` is an error's."""
    outcomes = Counter(outcome(check) for check in result.checks)
    failing = outcomes[Outcome.FAILED] + outcomes[Outcome.BLOCKED]
    unwritten = outcomes[Outcome.NOT_ATTEMPTED]
    said, warnings = [], []
    if result.finished_at is None:
        warnings.append(words.INTERRUPTED.in_(lang))
    if unwritten and len(outcomes) == 1:
        said.append(words.NOTHING_WRITTEN.in_(lang))
    elif failing or unwritten:
        causes = sum(1 for _ in _same_cause(result.checks, None))
        not_passing = words.ONE_REASON if causes == 1 < failing else words.NOT_PASSING
        counts = [(not_passing, failing), (words.NOT_WRITTEN, unwritten)]
        parts = [label.in_(lang).format(count=count) for label, count in counts if count]
        if causes != 1 or unwritten:
            parts.append(words.ONE_AT_A_TIME.in_(lang))
        said.append(words.SENTENCE_GAP.in_(lang).join(parts))
    elif set(outcomes) == {Outcome.PASSED} and result.finished_at is not None:
        said.append(words.ALL_PASS.in_(lang))
    if Outcome.ERROR in outcomes:
        warnings.append(words.GRADER_BROKE.in_(lang).format(mark=mark))
    if waiting := waiting_text(result, lang):
        warnings.append(waiting)
    return said, warnings


def moment_text(moment: datetime, zone: tzinfo | None = UTC) -> str:
    """A moment as pages write it, e.g. "2030-09-01 12:00 UTC", or "2030-09-01 20:00 UTC+08:00" in a zone of its own.

    One without a time zone is taken as UTC.
    """
    moment = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(zone or UTC)
    offset = f"{moment:%z}" if moment.utcoffset() else ""  # "+0800"
    return f"{moment:%Y-%m-%d %H:%M} UTC{offset[:3]}{':' if offset else ''}{offset[3:5]}"


def level_text(level: Level, lang: Lang) -> str:
    """How well student code was confined, in a few words."""
    return words.LEVELS_SHORT[level].in_(lang)


def _score(checks: Sequence[CheckResult]) -> str:
    return f"{points_text(sum(c.points for c in checks))}/{points_text(sum(c.max_points for c in checks))}"


def headline(summary: str) -> tuple[str, str]:
    """A summary's first clause, and the rest of it: numbers that only some readers need."""
    for mark, end in ("; ", "."), ("；", "。"):
        first, found, rest = summary.partition(mark)
        if found:
            return first + end, rest[:1].upper() + rest[1:]
    return summary, ""


def called_text(feedback: Feedback) -> str | None:
    """What was called, and below it, a line each, with what."""
    return None if feedback.called is None else "\n".join((feedback.called, *feedback.arguments))


def _about(result: AttemptResult, lang: Lang) -> Iterator[tuple[str, str]]:
    yield words.ATTEMPT_HEAD.in_(lang), words.ATTEMPT_NUMBER.in_(lang).format(number=result.number)
    if result.finished_at is None:
        yield words.BEGUN_AT.in_(lang), moment_text(result.started_at)
    else:
        yield words.GRADED_AT.in_(lang), moment_text(result.finished_at)
    yield words.DIGEST.in_(lang), visible(result.submission_digest[:12], 12)
    yield words.VERSION.in_(lang), f"torchgrade {visible(result.grader_version, 40)}"
    yield words.CONFINEMENT.in_(lang), level_text(result.confinement, lang)


def _same_cause(checks: Sequence[CheckResult], first: CheckResult | None) -> Iterator[list[CheckResult]]:
    """The checks that get a card, `first` first: each with those after it that fail for the same reason."""
    groups: dict[object, list[CheckResult]] = {}
    if first is not None:
        groups[_cause(first)] = [first]
    for number, check in enumerate(checks):
        if outcome(check) is Outcome.FAILED and check is not first:
            groups.setdefault(_cause(check) or number, []).append(check)
    yield from groups.values()


def _cause(check: CheckResult) -> object:
    """What a check has in common with those that fail for the same reason; None if nothing is known."""
    if check.reason in WHOLE_FILE:
        return check.unit, check.reason
    return (check.unit, check.function, check.mistake) if check.mistake else None


class _Writer:
    """Writes parts of the view."""

    def __init__(self, titles: Mapping[str, Text], lang: Lang, standing: Standing | None = None) -> None:
        self._titles = titles
        self._lang: Lang = lang
        self._standing = standing

    def say(self, label: Text, /, **values: object) -> str:
        return words.say(label, self._lang, **values)

    def title(self, name: str) -> str:
        return self.say(self._titles[name]) if name in self._titles else name

    def row(self, check: CheckResult) -> Row:
        kind = outcome(check)
        place, title = visible(self.title(check.unit), _NAME, self._lang), ""
        if check.reason not in WHOLE_FILE:
            title = visible(check_title(check, self._lang), _NAME, self._lang)
            if check.function:
                place = self.say(words.PLACE, unit=place, function=visible(check.function, _NAME, self._lang))
        notes = [self.say(words.HIDDEN)] if check.hidden and check.reason not in WHOLE_FILE else []
        if check.reason is not None and kind is Outcome.FAILED:
            notes.append(self.say(words.REASONS[check.reason]))
        note = self.say(words.LIST_COMMA).join(notes)
        return Row(kind, MARKS[kind], place, title, _score([check]), note, check.points, check.max_points)

    def section(self, heading: Text, checks: Sequence[CheckResult], note: Text | None = None) -> Section:
        rows = tuple(self.row(check) for check in checks)
        return Section(self.say(heading), self.say(note) if note else "", rows)

    def by_place(self, checks: Sequence[CheckResult]) -> Iterator[tuple[str, tuple[Row, ...]]]:
        for of_unit in by_unit(checks).values():
            for of_function in by_function(of_unit).values():
                rows = tuple(self.row(check) for check in of_function)
                yield rows[0].place, rows

    def card(self, group: Sequence[CheckResult]) -> Card:
        check = group[0]
        feedback = check.feedback or Feedback(summary=words.REASONS[check.reason or Reason.MISMATCH])
        whole_file = check.reason in WHOLE_FILE
        summary, detail = visible_lines(self.say(feedback.summary), _SUMMARY, self._lang), ""
        if check.reason is Reason.MISMATCH:
            summary, detail = headline(summary)
        return Card(
            row=replace(self.row(check), points=_score(group)) if whole_file else self.row(check),
            hidden=check.hidden and not whole_file,
            summary=summary,
            detail=detail,
            facts=() if is_covered(check, self._standing) else tuple(self._facts(feedback)),
            meaning=self._message(feedback.meaning),
            question=self._message(feedback.question),
            line=self._line(feedback.where) if feedback.where else None,
            tensors=() if is_covered(check, self._standing) else tuple(self._tensors(feedback)),
            same_cause=self._also(group),
            mistake_in=check.unit if check.mistake else "",
        )

    def races(self, checks: Sequence[CheckResult]) -> Iterator[RaceView]:
        for check in checks:
            if check.race is not None:
                sentence = visible(race_sentence(check.race, self._lang), _SUMMARY, self._lang)
                yield RaceView(self.row(check).place, sentence, check.race)

    def printed(self, checks: Sequence[CheckResult]) -> Iterator[tuple[str, str]]:
        """What was printed during checks that students may see into; the same text once."""
        seen = set()
        for check in checks:
            shown = not is_covered(check, self._standing)
            text = check.feedback.printed if check.feedback and shown else ""
            if text.strip() and text not in seen:
                seen.add(text)
                row = self.row(check)
                name = f"{row.place}   {row.title}".rstrip()
                yield name, visible_lines(text, _PRINTED, self._lang, lines=_PRINTED_LINES)

    def _also(self, group: Sequence[CheckResult]) -> str:
        if len(group) == 1:
            return ""
        if group[0].reason in WHOLE_FILE:
            return self.say(words.KEEPS_FROM_RUNNING, count=len(group))
        rows = [self.row(check) for check in group[1:]]
        hidden = self.say(words.HIDDEN)
        names = [
            f"{row.title} ({hidden})" if check.hidden else row.title for check, row in zip(group[1:], rows, strict=True)
        ]
        return self.say(words.SAME_CAUSE, names=self.say(words.LIST_COMMA).join(names))

    def _facts(self, feedback: Feedback) -> Iterator[tuple[str, str]]:
        told = (
            (words.CALLED, called_text(feedback)),
            (words.CAME_BACK, feedback.came_back),
            (words.EXPECTED, feedback.expected),
        )
        for label, text in told:
            if text is not None:
                yield self.say(label), visible_lines(text, _FACT, self._lang, lines=8) or self.say(words.NOTHING)

    def _message(self, text: Text | None) -> str:
        return visible_lines(self.say(text), _MESSAGE, self._lang) if text else ""

    def _line(self, where: SourceLine) -> LineView:
        label = self.say(words.YOUR_LINE, line=where.line, file=visible(where.file, _NAME, self._lang))
        code = where.code.rstrip()
        if where.column is None or where.column > min(len(code) + 1, _CODE):
            return LineView(label, where.line, visible_code(code, _CODE, self._lang) if code.strip() else "")
        at = max(where.column - 1, 0)
        before, marked = visible_code(code[:at], _CODE), visible_code(code[at : at + 1] or " ", 1)
        return LineView(label, where.line, before, marked, visible_code(code[at + 1 :], _CODE, self._lang))

    def _tensors(self, feedback: Feedback) -> Iterator[TensorView]:
        got, expected = feedback.got_cells, feedback.expected_cells
        if got is not None:
            yield self._tensor(words.YOUR_RESULT, got, "wrong", differing(got, expected))
        if expected is not None:
            yield self._tensor(words.EXPECTED_RESULT, expected, "right", differing(expected, got))

    def _tensor(self, label: Text, cells: Cells, mark: Mark, marked: tuple[bool, ...]) -> TensorView:
        name, kind = self.say(label), f"{visible(cells.dtype, 30)} {shape_text(cells.shape)}"
        if not is_drawable(cells):
            text = visible(", ".join(cells.values), 200, self._lang) or self.say(words.NOTHING)
            return TensorView(name, kind, text=text)

        def drawn(row: range) -> tuple[CellView, ...]:
            shown = [
                CellView(visible(cells.values[at], _VALUE, self._lang), mark if marked and marked[at] else "")
                for at in row[:_MOST_COLUMNS]
            ]
            return (*shown, CellView("…")) if len(row) > _MOST_COLUMNS else tuple(shown)

        found: list[tuple[str, tuple[tuple[CellView, ...], ...]]] = []
        for index, rows in islice(matrices(cells.shape), _MOST_MATRICES):
            of_rows = [drawn(row) for row in rows[:_MOST_ROWS]]
            if len(rows) > _MOST_ROWS:
                of_rows.append((CellView("…"),))
            found.append((f"[{', '.join(map(str, index))}, :, :]" if index else "", tuple(of_rows)))
        more = math.prod(cells.shape[:-2]) > _MOST_MATRICES
        return TensorView(name, kind, tuple(found), "…" if more else "")
