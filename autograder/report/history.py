"""What a student's page tells about all attempts: each submission, which one counts and why, the deadline."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from autograder.grades import Record, grade_of
from autograder.report import words, words_site
from autograder.report.escape import visible
from autograder.report.submissions import gradings, submissions_of
from autograder.report.summary import Outcome, check_title, look_first, outcome, points_text
from autograder.report.view import moment_text
from autograder.results import AttemptResult, Lang, Standing, Text

_NAME = 80
_MOST = 50  # attempts; of more, the last ones


@dataclass(frozen=True)
class AttemptLine:
    """An attempt in the history."""

    submission: str
    handed_in: str
    grade: str
    first: str  # what was first in the way
    notes: tuple[str, ...]
    counts: bool


@dataclass(frozen=True)
class HistoryView:
    """The history of a student at an assignment."""

    sentences: tuple[str, ...]
    facts: tuple[tuple[str, str], ...]
    lines: tuple[AttemptLine, ...]


def history_view(record: Record, titles: Mapping[str, Text], lang: Lang) -> HistoryView | None:
    """The history; None where there is one attempt, and no rules that say anything about it."""
    if len(record.attempts) < 2 and record.result.standing is None:
        return None
    lines = []
    groups = gradings(record)
    counted = [group for group in groups if (told := group[-1].standing) is None or told.submission is not None]
    for place, group in enumerate(counted or groups, 1):  # a starter, and a part that was graded, are no submissions
        for earlier, attempt in zip([None, *group[:-1]], group, strict=True):
            lines.append(_line(record, attempt, place, titles, lang, is_again=earlier is not None))
    standing = record.result.standing
    return HistoryView(
        sentences=tuple(_sentences(record, standing, lang)),
        facts=tuple(_facts(standing, lang)) if standing else (),
        lines=tuple(lines[-_MOST:]),
    )


def _sentences(record: Record, standing: Standing | None, lang: Lang) -> Iterator[str]:
    used = submissions_of(record)
    if standing is not None and standing.allowed is not None:
        yield words.say(words_site.USED, lang, used=min(used, standing.allowed), allowed=standing.allowed)
    else:
        yield words.say(words_site.USED_FREE, lang, used=used)
    if standing is not None and used > 1:
        yield words.say(words_site.KEEPS_BEST if standing.keeps == "best" else words_site.KEEPS_LAST, lang)


def _facts(standing: Standing, lang: Lang) -> Iterator[tuple[str, str]]:
    if standing.deadline is not None:
        when = moment_text(standing.deadline, standing.deadline.tzinfo)
        extended = words.say(words_site.EXTENDED, lang, when=when)
        yield words.say(words_site.DEADLINE, lang), extended if standing.extended else when
    if standing.free_days_left is not None:
        yield words.say(words_site.FREE_DAYS, lang), str(standing.free_days_left)


def _line(
    record: Record, attempt: AttemptResult, place: int, titles: Mapping[str, Text], lang: Lang, *, is_again: bool
) -> AttemptLine:
    grade = grade_of(attempt)
    standing = attempt.standing
    number = standing.submission if standing is not None else place
    counts = attempt.number == record.result.number
    notes = [words_site.COUNTS] if counts else []
    notes += [words_site.GRADED_AGAIN] if is_again else []
    zone = standing.deadline.tzinfo if standing and standing.deadline else None  # students compare the two
    came = moment_text(attempt.handed_in_at, zone) if attempt.handed_in_at else words.say(words_site.UNKNOWN, lang)
    return AttemptLine(
        submission="–" if number is None else str(number),
        handed_in=came,
        grade=f"{points_text(grade.points)}/{points_text(grade.max_points)}",
        first=_first(attempt, titles, lang),
        notes=tuple(words.say(note, lang) for note in notes),
        counts=counts,
    )


def _first(attempt: AttemptResult, titles: Mapping[str, Text], lang: Lang) -> str:
    check = look_first(attempt.checks)
    if check is None:
        is_done = attempt.checks and all(outcome(each) is Outcome.PASSED for each in attempt.checks)
        return words.say(words_site.NOTHING_LEFT, lang) if is_done else "–"
    unit = visible(titles[check.unit].in_(lang) if check.unit in titles else check.unit, _NAME, lang)
    title = visible(check_title(check, lang), _NAME, lang)
    if not check.function:
        return f"{unit} {title}"
    place = words.say(words.PLACE, lang, unit=unit, function=visible(check.function, _NAME, lang))
    return f"{place} {title}"
