"""The page of a unit, to be shown in class: how its checks went, and its mistakes with examples that name nobody.

An example is a line of a student's code, what was called and what came back. It is left out if any student's id or
name stands in it or in what was printed, whoever wrote it: as a whole anywhere, each word of them as a word. Of hidden
checks only the line is told.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from autograder.grades import Record
from autograder.report import words, words_site
from autograder.report.class_sections import Analysis, progress, progress_figure
from autograder.report.class_view import Figure
from autograder.report.escape import visible, visible_code, visible_lines
from autograder.report.html import ALONE, Place, render
from autograder.report.items import Item
from autograder.report.summary import Outcome, check_title, mistakes_made, outcome
from autograder.report.view import called_text
from autograder.results import LANGS, CheckResult, Feedback, Lang, Text

_NAME, _MEANING, _CODE, _FACT = 80, 1500, 200, 400
_EXAMPLES = 3
_HEAD = re.compile(r"(?:async )?(?:def|class)\b.*[:(,]")  # of a definition, as far as it stands on one line


@dataclass(frozen=True)
class CheckRow:
    """A check of the unit."""

    function: str
    title: str
    hidden: bool
    failed: str
    share: int  # percent of those counted who did not pass
    difficulty: str


@dataclass(frozen=True)
class Example:
    """How a mistake was written; `facts` are empty for a hidden check."""

    code: str  # "" where only the head of a definition is known, which says nothing
    facts: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class UnitMistake:
    """A mistake, without the names of those who made it."""

    function: str
    name: str
    count: str
    share: int
    meaning: str
    question: str
    examples: tuple[Example, ...]


@dataclass(frozen=True)
class UnitView:
    """Everything on the page."""

    title: str
    figures: tuple[tuple[str, str], ...]
    progress: Figure | None
    checks: tuple[CheckRow, ...]
    mistakes: tuple[UnitMistake, ...]


class Names:
    """The ids and names of a class, and whether a text tells one."""

    def __init__(self, records: Sequence[Record]) -> None:
        whole = {_folded(text).strip() for record in records for text in (record.student, record.name)} - {""}
        parts = {part for text in whole for part in re.split(r"[\s@.,_'\u2019-]+", text) if _is_telling(part)}
        wholes = "|".join(map(re.escape, sorted(whole, key=len, reverse=True)))
        words_ = "|".join(map(re.escape, sorted(parts, key=len, reverse=True)))
        patterns = [wholes, rf"(?<![^\W\d_])(?:{words_})(?![^\W\d_])" if words_ else ""]
        self._known: dict[str, bool] = {}  # many students write the same
        self._pattern = re.compile("|".join(filter(None, patterns)) or r"(?!)", re.IGNORECASE)

    def are_in(self, *texts: str) -> bool:
        """Whether any of these texts holds one."""
        return any(self._is_in(text) for text in texts)

    def _is_in(self, text: str) -> bool:
        if text not in self._known:
            self._known[text] = self._pattern.search(_folded(text)) is not None
        return self._known[text]


def unit_page(
    analysis: Analysis, unit: str, titles: Mapping[str, Text], lang: Lang, names: Names, place: Place = ALONE
) -> str:
    """One HTML page about one unit, in both languages; `lang` is shown first.

    Args:
        names: of everybody in the course; no example tells one.
    """
    views = {one: _Writer(analysis, unit, titles, one, names).view() for one in LANGS}
    return render("unit.html", lang, views[lang].title, views, place, has_tables=True)


class _Writer:
    """Writes the view in one language."""

    def __init__(self, analysis: Analysis, unit: str, titles: Mapping[str, Text], lang: Lang, names: Names) -> None:
        self._analysis = analysis
        self._unit = unit
        self._titles = titles
        self._lang: Lang = lang
        self._names = names
        self._items = [item for item in analysis.items if item.check.unit == unit]
        of_all = [[check for check in record.result.checks if check.unit == unit] for record in analysis.records]
        self._checks = [checks for checks in of_all if checks]

    def view(self) -> UnitView:
        title = self._say(self._titles[self._unit]) if self._unit in self._titles else self._unit
        label = Text(en=self._say(words.EVERYBODY), zh=self._say(words.EVERYBODY))
        parts = progress(self._checks, len(self._analysis.records))
        return UnitView(
            title=visible(title, _NAME, self._lang),
            figures=tuple(self._figures()),
            progress=progress_figure([label], [parts], self._lang),
            checks=tuple(map(self._row, self._items)),
            mistakes=tuple(self._mistakes()),
        )

    def _say(self, label: Text, /, **values: object) -> str:
        return words.say(label, self._lang, **values)

    def _figures(self) -> Iterator[tuple[str, str]]:
        begun = [checks for checks in self._checks if any(outcome(c) is not Outcome.NOT_ATTEMPTED for c in checks)]
        yield str(len(begun)), self._say(words_site.HANDED_IN_HERE)
        yield str(sum(all(outcome(c) is Outcome.PASSED for c in checks) for checks in begun)), self._say(words.ALL_DONE)
        shares = [
            sum(check.points for check in checks) / most
            for checks in begun
            if (most := sum(check.max_points for check in checks))
        ]
        if shares:
            yield str(round(100 * mean(shares))), self._say(words_site.MEAN_SHARE)

    def _row(self, item: Item) -> CheckRow:
        return CheckRow(
            function=visible(item.check.function or "", _NAME, self._lang),
            title=visible(check_title(item.check, self._lang), _NAME, self._lang),
            hidden=item.check.hidden,
            failed=self._say(words_site.NUMBER_OF, count=item.failed, students=item.students),
            share=round(100 * item.failed / item.students) if item.students else 0,
            difficulty="–" if item.difficulty is None else f"{item.difficulty:.2f}",
        )

    def _mistakes(self) -> Iterator[UnitMistake]:
        students = len(self._analysis.records)
        for made in mistakes_made(record.result for record in self._analysis.records):
            if made.unit != self._unit:
                continue
            checks = [check for _, of_one in self._analysis.made_by[made.unit, made.mistake] for check in of_one]
            told = [check.feedback for check in checks if check.feedback is not None]
            functions = dict.fromkeys(visible(check.function or "", _NAME, self._lang) for check in checks)
            yield UnitMistake(
                function=self._say(words.LIST_COMMA).join(filter(None, functions)),
                name=visible(made.mistake, _NAME, self._lang),
                count=self._say(words_site.MADE, count=made.students, students=students),
                share=round(100 * made.students / students),
                meaning=self._message(feedback.meaning for feedback in told),
                question=self._message(feedback.question for feedback in told),
                examples=tuple(self._examples(checks)),
            )

    def _message(self, texts: Iterator[Text | None]) -> str:
        """The first of these that names nobody: what came back may be told in it."""
        for text in texts:
            if text is not None and not self._names.are_in(text.en, text.zh):
                return visible_lines(self._say(text), _MEANING, self._lang)
        return ""

    def _examples(self, checks: Sequence[CheckResult]) -> Iterator[Example]:
        seen: set[str] = set()
        for check in sorted(checks, key=lambda check: check.hidden):
            feedback = check.feedback
            if feedback is None or feedback.where is None or not feedback.where.code.strip():
                continue
            code = " ".join(feedback.where.code.split())
            code = "" if _HEAD.fullmatch(code) else code
            facts = () if check.hidden else tuple(_facts(feedback))
            told = (feedback.where.code, feedback.printed, *(text for _, text in facts))
            key = code or "\n".join(text for _, text in facts)
            if not key or key in seen or self._names.are_in(*told):
                continue
            seen.add(key)
            shown = tuple(
                (self._say(label), visible_lines(text, _FACT, self._lang, lines=8) or self._say(words.NOTHING))
                for label, text in facts
            )
            yield Example(visible_code(feedback.where.code.strip(), _CODE, self._lang) if code else "", shown)
            if len(seen) == _EXAMPLES:
                return


def _facts(feedback: Feedback) -> Iterator[tuple[Text, str]]:
    called = called_text(feedback)
    if called is not None:
        yield words.CALLED, called
    if feedback.came_back is not None:
        yield words.CAME_BACK, feedback.came_back


def _folded(text: str) -> str:
    """Without accents and what cannot be seen, so that a name is found however it is written."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(char for char in apart if unicodedata.category(char) not in {"Mn", "Me", "Cf"})


def _is_telling(part: str) -> bool:
    return len(part) >= (3 if part.isascii() else 2) and not part.isdigit()
