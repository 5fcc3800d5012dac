"""Sections of the page of a class: progress, who is stuck, item analysis, timing, and the last re-grade."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import quote

from autograder.grades import Record, grade_of
from autograder.report import words, words_site
from autograder.report.charts import Series, columns, stacked
from autograder.report.class_view import (
    Figure,
    ItemRow,
    RegradeRow,
    RegradeView,
    Sections,
    StuckPlace,
    Student,
    TimingView,
)
from autograder.report.escape import visible
from autograder.report.items import Flag, Item, item_analysis
from autograder.report.regrade import CheckChange, Regrade, regrades
from autograder.report.submissions import stuck_at, timing
from autograder.report.summary import Outcome, by_unit, check_title, outcome, points_text, short_units
from autograder.results import AttemptResult, CheckResult, Lang, Text

PROGRESS = (
    Series(words_site.ALL_PASS, "good"),
    Series(words_site.BEGUN, "part"),
    Series(words_site.NOT_BEGUN, "none"),
)

_NAME, _STUDENT, _ON_CHART = 80, 60, 17
_STUDENTS_NAMED, _CHECKS_NAMED = 12, 4
_IN_TIME = 5  # of the periods of `submissions.timing`


class Analysis:
    """What is computed once and told in both languages. `absent`: students of the class without any grading."""

    def __init__(self, records: Sequence[Record], absent: Sequence[str] = ()) -> None:
        self.records = records
        self.absent = absent
        results = [record.result for record in records]
        self.grades = [grade_of(result) for result in results]
        self.made_by: dict[tuple[str, str], list[tuple[AttemptResult, list[CheckResult]]]] = {}
        for result in results:
            of_one: dict[tuple[str, str], list[CheckResult]] = {}
            for check in result.checks:
                if check.mistake:
                    of_one.setdefault((check.unit, check.mistake), []).append(check)
            for place, checks in of_one.items():
                self.made_by.setdefault(place, []).append((result, checks))
        self.items = item_analysis(results)
        self.stuck = stuck_at(records)
        self.timing = timing(records)
        self.regrades = regrades(records)
        self.units = list(dict.fromkeys(check.unit for result in results for check in result.checks))
        of_units = [by_unit(result.checks) for result in results]
        self.progress = [
            progress([each[unit] for each in of_units if unit in each], len(results)) for unit in self.units
        ]


def progress(checks: Sequence[Sequence[CheckResult]], students: int) -> tuple[int, int, int]:
    """How many students pass all of some checks, have begun, have not begun; `checks` are those of each student."""
    outcomes = [{outcome(check) for check in of_one} for of_one in checks]
    passing = outcomes.count({Outcome.PASSED})
    begun = sum(1 for each in outcomes if each - {Outcome.NOT_ATTEMPTED}) - passing
    return passing, begun, students - passing - begun


def progress_figure(labels: Sequence[Text], parts: Sequence[tuple[int, int, int]], lang: Lang) -> Figure | None:
    """The chart of progress: a bar for each label."""
    if not parts:
        return None
    said = [
        words.say(words_site.BAR, lang, label=label.in_(lang), passing=passing, begun=begun, open=open_)
        for label, (passing, begun, open_) in zip(labels, parts, strict=True)
    ]
    short = [Text(en=on_chart(label.en, _ON_CHART), zh=on_chart(label.zh, _ON_CHART)) for label in labels]
    legend = tuple((one.look, one.label.in_(lang)) for one in PROGRESS)
    return Figure(stacked(short, parts, PROGRESS).in_(lang, "; ".join(said)), legend)


def on_chart(label: str, width: int) -> str:
    """A label cut to the room that a chart has; a Chinese character takes that of two letters."""
    kept, used = "", 0
    for char in label:
        used += 1 if char.isascii() else 2
        if used > width:
            return f"{kept.rstrip()}…"
        kept += char
    return kept


class SectionsWriter:
    """Writes the sections in one language."""

    def __init__(
        self, analysis: Analysis, titles: Mapping[str, Text], lang: Lang, pages: Mapping[str, str],
        unit_pages: Mapping[str, str],
    ) -> None:  # fmt: skip
        self._analysis = analysis
        self._titles = titles
        self._lang: Lang = lang
        self._pages, self._unit_pages = pages, unit_pages

    def sections(self) -> Sections:
        """All of them."""
        short = short_units(self._analysis.units)
        labels = [self._label(unit, short[unit]) for unit in self._analysis.units]
        return Sections(
            progress=progress_figure(labels, self._analysis.progress, self._lang),
            stuck=tuple(self._stuck()),
            items=tuple(self._item(item) for item in self._analysis.items),
            timing=self._timing(),
            regrade=self._regrade(),
            published=self._published(),
        )

    def _say(self, label: Text, /, **values: object) -> str:
        return words.say(label, self._lang, **values)

    def _title(self, name: str) -> str:
        return visible(self._say(self._titles[name]) if name in self._titles else name, _NAME, self._lang)

    def _label(self, unit: str, short: str) -> Text:
        title = self._titles.get(unit)
        if title is None:
            return Text(en=visible(unit, _NAME), zh=visible(unit, _NAME))
        return Text(en=f"{visible(short, 24)} {title.en}", zh=f"{visible(short, 24)} {title.zh}")

    def _place(self, unit: str, function: str) -> str:
        title = self._title(unit)
        return self._say(words.PLACE, unit=title, function=visible(function, _NAME, self._lang)) if function else title

    def _student(self, student: str) -> Student:
        page = quote(self._pages.get(student, ""), errors="surrogatepass")
        return Student(visible(student, _STUDENT, self._lang), page)

    def _stuck(self) -> Iterator[StuckPlace]:
        for (unit, function), who in self._analysis.stuck.items():
            shown = tuple((self._student(one.record.student), one.submissions) for one in who[:_STUDENTS_NAMED])
            yield StuckPlace(self._place(unit, function), shown, len(who) - len(shown))

    def _item(self, item: Item) -> ItemRow:
        bad = {Flag.EVERYBODY_FAILS, Flag.NEGATIVE, Flag.LOW}
        share = None if item.difficulty is None or not item.students else item.difficulty
        return ItemRow(
            unit=self._title(item.check.unit),
            function=visible(item.check.function or "", _NAME, self._lang),
            title=visible(check_title(item.check, self._lang), _NAME, self._lang),
            hidden=item.check.hidden,
            failed=self._say(words_site.NUMBER_OF, count=item.failed, students=item.students),
            difficulty="–" if share is None else f"{share:.2f}",
            discrimination="–" if item.discrimination is None else f"{item.discrimination:z.2f}".replace("-", "−"),
            flags=tuple((flag in bad, self._say(words_site.FLAGS[flag])) for flag in item.flags),
        )

    def _timing(self) -> TimingView:
        timing, students = self._analysis.timing, len(self._analysis.records)
        figures = [(str(timing.submissions), self._say(words_site.SUBMISSIONS))]
        if students:
            figures.append((f"{timing.submissions / students:.1f}", self._say(words_site.PER_STUDENT)))
        if not timing.known:
            return TimingView(tuple(figures), None)
        figures.append((str(timing.late), self._say(words_site.LATE_OF, known=timing.known)))
        looks = ["good" if period < _IN_TIME else "late" for period in range(len(timing.periods))]
        groups = [(words_site.BEFORE, 0, _IN_TIME - 1), (words_site.AFTER, _IN_TIME, len(looks) - 1)]
        said = [
            f"{self._say(words_site.PERIODS[period])} {self._say(group[0])}: {timing.periods[period]}"
            for group in groups
            for period in range(group[1], group[2] + 1)
        ]
        chart = columns(words_site.PERIODS, timing.periods, looks, groups)
        return TimingView(tuple(figures), Figure(chart.in_(self._lang, "; ".join(said))))

    def _regrade(self) -> RegradeView | None:
        found = self._analysis.regrades
        if not found:
            return None
        changed = [one for one in found if one.checks]
        sentences = [self._say(words_site.REGRADE_NOTE, changed=len(changed), students=len(found))]
        if changed:
            causes = [words_site.CAUSE_COURSE] if any(one.course_changed for one in changed) else []
            causes += [words_site.CAUSE_GRADER] if any(one.grader_changed for one in changed) else []
            names = self._say(words.LIST_COMMA).join(map(self._say, causes or [words_site.CAUSE_NOTHING]))
            sentences.append(self._say(words_site.REGRADE_CAUSE, names=names))
        return RegradeView(tuple(sentences), tuple(map(self._regrade_row, changed)))

    def _regrade_row(self, regrade: Regrade) -> RegradeRow:
        return RegradeRow(
            student=self._student(regrade.student),
            before=points_text(regrade.before.points),
            after=points_text(regrade.after.points),
            difference=signed_points(regrade.difference),
            is_loss=regrade.difference < -1e-9,
            checks=tuple(map(self._change, regrade.checks[:_CHECKS_NAMED])),
            more=max(0, len(regrade.checks) - _CHECKS_NAMED),
        )

    def _change(self, change: CheckChange) -> str:
        name = visible(check_title(change.check, self._lang), _NAME, self._lang)
        place = self._place(change.check.unit, change.check.function or "")
        before, after = ("–" if each is None else points_text(each) for each in (change.before, change.after))
        return f"{place} {name} {before} → {after}"

    def _published(self) -> str:
        standings = [record.result.standing for record in self._analysis.records]
        if not any(standings):
            return ""
        seen = sum(standing is not None and standing.published for standing in standings)
        if seen == len(standings):
            return self._say(words_site.PUBLISHED)
        partly = self._say(words_site.PUBLISHED_PARTLY, count=seen, students=len(standings))
        return partly if seen else self._say(words_site.NOT_PUBLISHED)


def signed_points(points: float) -> str:
    """Points with their sign: +1, −0.5, 0."""
    text = points_text(abs(points))
    return text if text == "0" else f"{'−' if points < 0 else '+'}{text}"
