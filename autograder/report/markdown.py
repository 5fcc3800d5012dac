"""A student's attempt as GitHub's Markdown: for a pull request's comment, an issue, or a workflow's summary.

Nothing in it is HTML, a link, a mention or a command to a workflow's runner, whatever the student wrote. Blocks of text
stand in fences longer than any run of backticks in them. In sentences, every word that could mean something to Markdown
or to GitHub (a name with an underscore, `@somebody`, `#1`, an address, a commit) becomes code, where nothing means
anything; a word of letters alone stays as it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from autograder.grades import Record, grade_of
from autograder.report import words, words_site
from autograder.report.escape import no_command
from autograder.report.history import HistoryView, history_view
from autograder.report.plain import drawn, numbered
from autograder.report.view import DIFFERENT_MARK, attempt_view
from autograder.report.view_model import AttemptView, Card, Row
from autograder.results import AttemptResult, Lang, Text


def student_markdown(
    result: AttemptResult, titles: Mapping[str, Text], lang: Lang, *, record: Record | None = None
) -> str:
    """The feedback for one student as Markdown.

    Args:
        titles: the title of the assignment and of each unit, by their ids; what is not there is shown by its id.
        record: all attempts of the student, for a history of them.
    """
    view = attempt_view(result, titles, lang)
    history = history_view(record, titles, lang) if record else None
    writer = _Writer(lang, is_final=grade_of(result).is_final, is_graded=result.is_final)
    lines = "\n\n".join(writer.parts(view, history)).split("\n")
    return "\n".join(no_command(line) for line in lines) + "\n"


def sentence(text: str) -> str:
    """Text on one line that Markdown and GitHub take as nothing but text; what stands between backticks is code."""
    parts = " ".join(text.split()).split("`")
    if len(parts) % 2 == 0:  # one is left over
        parts[-2:] = [" ".join(parts[-2:]).strip()]
    said = "".join(_code(part) if number % 2 else _PIECE.sub(_word, part) for number, part in enumerate(parts))
    said = said.replace("``", "` `")  # code beside code: two backticks would be another kind of mark
    return _LIST_ITEM.sub(lambda match: f"{_code(match[0])}", said)


def fence(text: str) -> str:
    """A block of text that shows every character as it is and cannot be ended from within."""
    longest = max(map(len, re.findall("`+", text)), default=0)
    ticks = "`" * max(3, longest + 1)
    return f"{ticks}text\n{text}\n{ticks}"


_PIECE = re.compile(r"[!-~]+")  # printable ASCII without blanks: all that Markdown and GitHub react to
_HARMLESS = re.compile(
    r"(?!www$)[a-z]+(?:['-][a-z]+)*|[+-]?\d{1,6}(?:[.,]\d{1,6})?|\d{4}-\d\d-\d\d|\d\d:\d\d|UTC[+-]\d\d:\d\d"
    r"|\[\d{1,4}|\d{1,4}\]",  # "[0" and "1]" of an index
    re.IGNORECASE,
)
_HEXADECIMAL = re.compile(r"[a-fA-F]{7,}")  # letters alone, but it could name a commit
_LIST_ITEM = re.compile(r"^\d+[.)](?=\s|$)")  # a number that would begin a list
_AROUND = re.compile(r"""(["'(]*)(.*?)([.,;:?!%)"']*)""", re.DOTALL)


def _word(match: re.Match[str]) -> str:
    """One run of ASCII characters: as it is if it is a plain word or number, else as code."""
    around = _AROUND.fullmatch(match[0])
    before, word, after = around.groups() if around else ("", match[0], "")
    defines = word.endswith("]") and ":" in after  # as in "[1 2]: address"
    if not word or (_HARMLESS.fullmatch(word) and not _HEXADECIMAL.fullmatch(word) and not defines):
        return match[0]
    return f"{before}{_code(word)}{after}"


def _code(text: str) -> str:
    """Code within a line. `text` holds no backtick."""
    return f"`{text}`" if text.strip() else text


class _Writer:
    """Writes the parts of an attempt, one paragraph each."""

    def __init__(self, lang: Lang, *, is_final: bool, is_graded: bool) -> None:
        self._lang: Lang = lang
        self._is_final, self._is_graded = is_final, is_graded

    def parts(self, view: AttemptView, history: HistoryView | None) -> Iterator[str]:
        yield f"# {sentence(view.assignment)}"
        not_final = "" if self._is_final else f" ({self._say(words.NOT_FINAL)})"
        yield f"**{view.points}**{not_final} · {sentence(view.student)}"
        yield from map(sentence, view.sentences)
        yield from (f"> {sentence(warning)}" for warning in view.warnings)
        if view.first:
            yield f"## {view.first_heading}"
            yield f"**{_name(view.first.row)}**"
            yield from self._card(view.first)
        if view.others:
            yield f"## {self._say(words.ALSO_FAILING)}"
            yield self._say(words.FOR_LATER)
        for card in view.others:
            yield f"### {_name(card.row)}"
            yield from self._card(card)
        for section in view.sections:
            yield f"## {section.heading}"
            if section.note:
                yield section.note
            yield _list(section.rows)
        if view.races:
            yield f"## {self._say(words.RACES)}"
            yield "\n".join(f"* {sentence(race.place)}: {sentence(race.sentence)}" for race in view.races)
        if view.passed:
            yield f"## {self._say(words.WORKS)}"
            yield _list([row for _, rows in view.passed for row in rows])
        if view.printed:
            yield f"## {self._say(words.PRINTED)}"
        for place, text in view.printed:
            yield sentence(place)
            yield fence(text)
        if view.answers:
            yield f"## {self._say(words.ANSWERS_HEAD)}"
        for answer in view.answers:
            yield f"**{sentence(answer.question)}** {answer.points}, {sentence(answer.why)}"
            if answer.text:
                yield fence(answer.text)
        if view.arithmetic:
            yield f"## {self._say(words.GRADE_HEAD)}"
            yield "\n".join(
                f"- {sentence(line.what)}, {line.points}{f' ({sentence(line.why)})' if line.why else ''}"
                for line in view.arithmetic
            )
        if history:
            yield from self._history(history)
        if view.notes:
            yield f"## {self._say(words.NOTES)}"
        for note in view.notes:
            yield sentence(note)
        yield "---"
        yield "\n".join(f"- {self._label(label)} {sentence(value)}" for label, value in view.about)
        if not self._is_graded:
            yield self._say(words.NOT_FINAL_NOTE)

    def _say(self, label: Text, /, **values: object) -> str:
        return words.say(label, self._lang, **values)

    def _label(self, text: str) -> str:
        return self._say(words.LABEL, label=text)

    def _history(self, history: HistoryView) -> Iterator[str]:
        yield f"## {self._say(words_site.HISTORY)}"
        yield self._say(words.SENTENCE_GAP).join(map(sentence, history.sentences))
        facts = [f"- {self._label(label)} {sentence(value)}" for label, value in history.facts]
        tried = []
        for line in history.lines:
            comma = self._say(words.LIST_COMMA)
            told = comma.join((line.handed_in, line.grade, line.first, *line.notes))
            text = f"{self._say(words_site.SUBMISSION)} {line.submission}{self._say(words.COLON)}{told}"
            tried.append(f"- **{sentence(text)}**" if line.counts else f"- {sentence(text)}")
        yield "\n".join([*facts, *tried])

    def _card(self, card: Card) -> Iterator[str]:
        yield f"**{sentence(card.summary)}**"
        if card.detail:
            yield sentence(card.detail)
        if card.hidden:
            yield self._say(words.HIDDEN_NOTE)
        for label, text in card.facts:
            yield self._label(label)
            yield fence(text)
        if card.meaning:
            yield f"**{self._say(words.MEANING)}**"
            yield sentence(card.meaning)
        if card.question:
            yield f"**{self._say(words.QUESTION)}**"
            yield sentence(card.question)
        if card.line:
            yield self._label(sentence(card.line.label))
            if card.line.code:
                yield fence(numbered(card.line))
        for tensor in card.tensors:
            yield self._label(f"{tensor.label} {_code(tensor.kind)}")
            yield fence(drawn(tensor))
        if any(tensor.has_differences for tensor in card.tensors):
            yield self._say(words.DIFFERENT_CELLS, mark=DIFFERENT_MARK)
        if card.same_cause:
            yield sentence(card.same_cause)


def _name(row: Row) -> str:
    return sentence(f"{row.place} {row.title}".rstrip())


def _list(rows: Sequence[Row]) -> str:
    return "\n".join(f"- {row.mark} {_name(row)}, {row.points}{f' ({row.note})' if row.note else ''}" for row in rows)
