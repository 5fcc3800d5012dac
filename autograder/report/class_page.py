"""The page of a class: what needs attention, how the grades are spread, which mistakes are made, and every student."""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from statistics import mean
from urllib.parse import quote

from autograder.grades import Grade, Record
from autograder.report import words, words_site
from autograder.report.charts import histogram
from autograder.report.class_sections import Analysis, SectionsWriter
from autograder.report.class_view import Attention, ClassView, Figure, Line, Mistake, Student, UnitCell
from autograder.report.escape import visible, visible_lines
from autograder.report.html import ALONE, Place, render
from autograder.report.summary import (
    Outcome,
    by_unit,
    check_title,
    happened,
    mistakes_made,
    outcome,
    points_text,
    short_units,
)
from autograder.report.view import MARKS, WHOLE_FILE
from autograder.results import LANGS, AttemptResult, CheckResult, Lang, Level, Reason, Status, Text

_STUDENT, _NAME, _MEANING = 60, 80, 1500
_BARS = (10, 9, 8, 11, 12, 7)  # how many there may be, the best first
_REASONS = 3
_MISTAKES = 8  # before the rest is folded
_STUDENTS_NAMED = 12
COMPACT = 4  # units; where there are more, the marks of their checks are left out of the table


def class_page(
    records: Sequence[Record] | Analysis,
    titles: Mapping[str, Text],
    lang: Lang,
    pages: Mapping[str, str] | None = None,
    unit_pages: Mapping[str, str] | None = None,
    place: Place = ALONE,
) -> str:
    """One HTML page about one assignment of a class, in both languages; `lang` is shown first.

    Args:
        records: one for each student, or what is known of them already.
        titles: the title of the assignment and of each unit, by their ids; what is not there is shown by its id.
        pages: the file of each student's page, beside this one.
        unit_pages: the file of each unit's page, beside this one.
    """
    analysis = records if isinstance(records, Analysis) else Analysis(sorted(records, key=lambda each: each.student))
    views = {one: _Writer(analysis, titles, one, pages or {}, unit_pages or {}).view() for one in LANGS}
    fixed = {"shown_mistakes": _MISTAKES, "most_units": COMPACT}
    return render("class.html", lang, views[lang].title, views, place, has_tables=True, **fixed)


class _Writer:
    """Writes the view in one language."""

    def __init__(
        self, analysis: Analysis, titles: Mapping[str, Text], lang: Lang, pages: Mapping[str, str],
        unit_pages: Mapping[str, str],
    ) -> None:  # fmt: skip
        self._analysis = analysis
        self._records = analysis.records
        self._results = [record.result for record in analysis.records]
        self._titles = titles
        self._lang: Lang = lang
        self._pages, self._unit_pages = pages, unit_pages
        self._units = analysis.units
        self._most = {grade.max_points for grade in analysis.grades}

    def view(self) -> ClassView:
        comma = self._say(words.LIST_COMMA)
        assignments = dict.fromkeys(result.assignment for result in self._results)
        named = comma.join(self._title(name) for name in assignments)
        short = short_units(self._units)
        kinds = {
            Outcome.PASSED: words.PASSED,
            Outcome.FAILED: words.FAILED,
            Outcome.NOT_ATTEMPTED: words.NOT_RUN,
            Outcome.ERROR: words.GRADER_ERROR,
        }
        pairs = zip(self._records, self._analysis.grades, strict=True)
        return ClassView(
            title=self._say(words.CLASS_OF, assignment=named) if named else self._say(words.THE_CLASS),
            figures=tuple(self._figures()),
            attention=tuple(item for item in self._attention() if item.items),
            histogram=self._histogram(),
            mistakes=tuple(self._mistakes()),
            sections=SectionsWriter(self._analysis, self._titles, self._lang, self._pages, self._unit_pages).sections(),
            has_names=any(record.name for record in self._records),
            has_sections=any(record.section for record in self._records),
            units=tuple((visible(short[unit], 24), self._title(unit), self._page_of(unit)) for unit in self._units),
            lines=tuple(self._line(record, grade) for record, grade in pairs),
            averages=tuple(self._averages()),
            legend=tuple((kind, MARKS[kind], self._say(label)) for kind, label in kinds.items()),
            confinement=tuple(
                self._say(words.LEVELS[level]) for level in sorted({result.confinement for result in self._results})
            ),
        )

    def _say(self, label: Text, /, **values: object) -> str:
        return words.say(label, self._lang, **values)

    def _title(self, name: str) -> str:
        return visible(self._say(self._titles[name]) if name in self._titles else name, _NAME, self._lang)

    def _student(self, result: AttemptResult) -> Student:
        page = self._pages.get(result.student, "")
        return Student(visible(result.student, _STUDENT, self._lang), quote(page, errors="surrogatepass"))

    def _page_of(self, unit: str) -> str:
        return quote(self._unit_pages.get(unit, ""), errors="surrogatepass")

    def _figures(self) -> Iterator[tuple[str, str]]:
        results = self._results
        if not results:
            return
        yield str(len(results)), self._say(words.STUDENTS if len(results) > 1 else words.ONE_STUDENT)
        if len(self._most) == 1:
            most = points_text(max(self._most))
            yield _round(mean(grade.points for grade in self._analysis.grades)), self._say(words.MEAN, max_points=most)
        else:
            yield _round(100 * mean(map(share_of, self._analysis.grades))), self._say(words.MEAN_PERCENT)
        states = [{outcome(check) for check in result.checks} for result in results]
        yield str(states.count({Outcome.PASSED})), self._say(words.ALL_DONE)
        yield str(states.count({Outcome.NOT_ATTEMPTED})), self._say(words.NOT_BEGUN)

    def _attention(self) -> Iterator[Attention]:
        broken = [
            (result, tuple(self._broken(check) for check in result.checks if check.status is Status.ERROR))
            for result in self._results
        ]
        yield self._attend(words.GRADER_ERROR, words.ATTENTION_ERROR, [pair for pair in broken if pair[1]])
        interrupted = [(result, ()) for result in self._results if result.finished_at is None]
        yield self._attend(words.STATE_INTERRUPTED, words.ATTENTION_OPEN, interrupted)
        unsealed = [(result, ()) for result in self._results if result.confinement is Level.D]
        yield self._attend(words.UNSEALED, words.ATTENTION_UNSEALED, unsealed)
        absent = self._analysis.absent
        shown = tuple((Student(visible(student, _STUDENT, self._lang), ""), ()) for student in absent[:_STUDENTS_NAMED])
        title, advice = self._say(words_site.ABSENT), self._say(words_site.ATTENTION_ABSENT)
        yield Attention(title, advice, shown, len(absent) - len(shown))

    def _attend(self, title: Text, advice: Text, about: Sequence[tuple[AttemptResult, tuple[str, ...]]]) -> Attention:
        shown = tuple((self._student(result), what) for result, what in about[:_STUDENTS_NAMED])
        return Attention(self._say(title), self._say(advice), shown, len(about) - len(shown))

    def _broken(self, check: CheckResult) -> str:
        said = visible(self._say(check.feedback.summary), 200, self._lang) if check.feedback else ""
        name = f"{visible(check.unit, _NAME)} {visible(check.check, _NAME)}"
        return self._say(words.PLACE, unit=name, function=said) if said else name

    def _histogram(self) -> Figure | None:
        if not self._results or max(self._most) <= 0:
            return None
        in_points = len(self._most) == 1
        most = max(self._most) if in_points else 100.0
        size = next((bars for bars in _BARS if (2 * most / bars).is_integer()), _BARS[0])  # edges at 1 or 0.5
        counts = [0] * size
        for grade in self._analysis.grades:
            counts[min(int(share_of(grade) * size + 1e-9), size - 1)] += 1
        edges = [_round(most * number / size) for number in range(size + 1)]
        label = words.POINTS_RANGE if in_points else words.PERCENT_RANGE
        said = [
            self._say(label, low=low, high=high, count=count)
            for count, low, high in zip(counts, edges, edges[1:], strict=False)
        ]
        unit = self._say(words.OF_POINTS if in_points else words.OF_PERCENT)
        return Figure(histogram(edges, counts).in_(self._lang, "; ".join(said)), (("", unit),))

    def _mistakes(self) -> Iterator[Mistake]:
        made_by = self._analysis.made_by
        for made in mistakes_made(self._results):
            who = made_by[made.unit, made.mistake]
            found = [check for _, checks in who for check in checks]
            functions = dict.fromkeys(visible(check.function or "", _NAME) for check in found)
            told = [check.feedback for check in found if check.feedback is not None]
            function = self._say(words.LIST_COMMA).join(name for name in functions if name)
            unit = self._title(made.unit)
            yield Mistake(
                name=visible(made.mistake, _NAME, self._lang),
                place=self._say(words.PLACE, unit=unit, function=function) if function else unit,
                count=self._say(words.MADE_BY_STUDENTS, count=made.students, students=len(self._results)),
                share=round(100 * made.students / len(self._results)),
                meaning=self._message(next((each.meaning for each in told if each.meaning), None)),
                question=self._message(next((each.question for each in told if each.question), None)),
                page=self._page_of(made.unit),
                students=tuple(self._student(result) for result, _ in who[:_STUDENTS_NAMED]),
                more=max(0, len(who) - _STUDENTS_NAMED),
            )

    def _message(self, text: Text | None) -> str:
        return visible_lines(self._say(text), _MEANING, self._lang) if text else ""

    def _line(self, record: Record, grade: Grade) -> Line:
        result = record.result
        of_unit = by_unit(result.checks)
        return Line(
            student=self._student(result),
            name=visible(record.name, _STUDENT, self._lang),
            section=visible(record.section, _STUDENT, self._lang),
            points=f"{points_text(grade.points)}/{points_text(grade.max_points)}",
            units=tuple(self._cell(of_unit[unit]) if unit in of_unit else None for unit in self._units),
            happened=self._say(words.LIST_COMMA).join(self._happened(result)),
            state=self._say(state_of(result)),
            is_final=grade.is_final,
        )

    def _cell(self, checks: Sequence[CheckResult]) -> UnitCell:
        points, most = sum(check.points for check in checks), sum(check.max_points for check in checks)
        is_compact = len(self._units) > COMPACT
        marks = (
            ()
            if is_compact
            else tuple((outcome(check), MARKS[outcome(check)], visible(self._name(check), _NAME)) for check in checks)
        )
        return UnitCell(_score(checks), round(100 * points / most) if most else 0, marks)

    def _name(self, check: CheckResult) -> str:
        return f"{check.function}{self._say(words.COLON)}{check_title(check, self._lang)}"

    def _happened(self, result: AttemptResult) -> Iterator[str]:
        found = happened(result.checks)
        for cause, count in found[:_REASONS]:
            name = visible(cause, 40, self._lang) if not isinstance(cause, Reason) else ""
            name = name or self._say(words.REASONS_SHORT[Reason(cause)])
            yield name if count == 1 else f"{name} ({count})"
        if len(found) > _REASONS:
            yield self._say(words.MORE, count=len(found) - _REASONS)

    def _averages(self) -> Iterator[str]:
        if not self._results:
            return
        yield f"{round(100 * mean(map(share_of, self._analysis.grades)))} %"
        for unit in self._units:
            checks = [check for result in self._results for check in result.checks if check.unit == unit]
            most = sum(check.max_points for check in checks)
            yield f"{round(100 * sum(check.points for check in checks) / most)} %" if most else "–"


def state_of(result: AttemptResult) -> Text:
    """How far a student is, in a word or two."""
    outcomes = {outcome(check) for check in result.checks}
    if Outcome.ERROR in outcomes:
        return words.GRADER_ERROR
    if result.finished_at is None:
        return words.STATE_INTERRUPTED
    if outcomes <= {Outcome.PASSED} and outcomes:
        return words.STATE_DONE
    if outcomes <= {Outcome.NOT_ATTEMPTED}:
        return words.STATE_NOT_BEGUN
    reasons = {check.reason for check in result.checks}
    if len(reasons) == 1 and reasons <= WHOLE_FILE:
        return words.REASONS_SHORT[Reason(next(iter(reasons)) or Reason.MISMATCH)]
    return words.STATE_OPEN


def share_of(grade: Grade) -> float:
    """The part of the points that was reached; 0 where there are none."""
    return grade.points / grade.max_points if grade.max_points else 0.0


def _score(checks: Sequence[CheckResult]) -> str:
    return f"{points_text(sum(c.points for c in checks))}/{points_text(sum(c.max_points for c in checks))}"


def _round(value: float) -> str:
    return points_text(math.floor(value * 10 + 0.5) / 10)
