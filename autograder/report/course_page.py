"""The page of a course: every student at every assignment, and who needs attention."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean

from autograder.grades import Record, grade_of
from autograder.report import words, words_site
from autograder.report.class_page import share_of, state_of
from autograder.report.class_sections import Analysis, progress, progress_figure, signed_points
from autograder.report.class_view import Figure
from autograder.report.escape import visible
from autograder.report.html import ALONE, Place, render
from autograder.report.submissions import has_begun
from autograder.report.summary import points_text, short_units
from autograder.results import LANGS, Lang, Level, Text

_NAME, _STUDENT = 80, 60
_LONG = 3  # submissions in a row that stop at one place


@dataclass(frozen=True)
class Cell:
    """A student at an assignment."""

    points: str
    page: str
    state: str  # "" while it is under way, as most are
    is_done: bool
    is_final: bool
    percent: int


@dataclass(frozen=True)
class StudentLine:
    """A student's row; None where there is nothing of an assignment."""

    student: str
    name: str
    section: str
    cells: tuple[Cell | None, ...]
    share: str  # of all points


@dataclass(frozen=True)
class Needed:
    """A student who needs attention, and why; each reason with the page that tells more."""

    student: str
    name: str
    reasons: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class CourseView:
    """Everything on the page."""

    title: str
    figures: tuple[tuple[str, str], ...]
    broken: tuple[tuple[str, str], ...]  # assignments whose grading needs attention: title, page
    needed: tuple[Needed, ...]
    progress: Figure | None
    assignments: tuple[tuple[str, str, str], ...]  # short name, title, page
    lines: tuple[StudentLine, ...]
    averages: tuple[str, ...]
    has_names: bool
    has_sections: bool


@dataclass(frozen=True)
class Part:
    """An assignment of the site.

    Attributes:
        titles: of the assignment and its units, by their ids.
        page: of the class; the pages of students, by their ids. All relative to the page of the course.
    """

    name: str
    titles: Mapping[str, Text]
    analysis: Analysis
    page: str
    pages: Mapping[str, str]


def course_page(parts: Sequence[Part], title: Text, lang: Lang, place: Place = ALONE) -> str:
    """One HTML page about a course, in both languages; `lang` is shown first."""
    views = {one: _Writer(parts, title, one).view() for one in LANGS}
    return render("course.html", lang, views[lang].title, views, place, has_tables=True)


class _Writer:
    """Writes the view in one language."""

    def __init__(self, parts: Sequence[Part], title: Text, lang: Lang) -> None:
        self._parts = parts
        self._course_title = title
        self._lang: Lang = lang
        self._records = [{record.student: record for record in part.analysis.records} for part in parts]
        self._students = sorted({student for records in self._records for student in records})
        self._grades = [{student: grade_of(record.result) for student, record in of_part.items()}
                        for of_part in self._records]  # fmt: skip

    def view(self) -> CourseView:
        labels = [Text(en=f"{short} {self._text(part).en}", zh=f"{short} {self._text(part).zh}")
                  for part, short in zip(self._parts, self._short(), strict=True)]  # fmt: skip
        bars = []
        for records in self._records:
            checks = [record.result.checks for record in records.values() if record.result.checks]
            bars.append(progress(checks, len(self._students)))
        lines = tuple(map(self._line, self._students))
        return CourseView(
            title=visible(self._say(self._course_title), _NAME, self._lang),
            figures=tuple(self._figures()),
            broken=tuple(self._broken()),
            needed=tuple(self._needed()),
            progress=progress_figure(labels, bars, self._lang),
            assignments=tuple(
                (short, visible(self._say(self._text(part)), _NAME, self._lang), part.page)
                for part, short in zip(self._parts, self._short(), strict=True)
            ),
            lines=lines,
            averages=tuple(self._averages()),
            has_names=any(line.name for line in lines),
            has_sections=any(line.section for line in lines),
        )

    def _say(self, label: Text, /, **values: object) -> str:
        return words.say(label, self._lang, **values)

    def _text(self, part: Part) -> Text:
        return part.titles.get(part.name) or Text(en=visible(part.name, _NAME), zh=visible(part.name, _NAME))

    def _short(self) -> list[str]:
        short = short_units([part.name for part in self._parts])
        return [visible(short[part.name], 24) for part in self._parts]

    def _student(self, student: str) -> str:
        return visible(student, _STUDENT, self._lang)

    def _told(self, student: str) -> tuple[str, str]:
        """Name and section: of the first assignment that knows them."""
        records = [records[student] for records in self._records if student in records]
        name = next((record.name for record in records if record.name), "")
        section = next((record.section for record in records if record.section), "")
        return visible(name, _STUDENT, self._lang), visible(section, _STUDENT, self._lang)

    def _figures(self) -> Iterator[tuple[str, str]]:
        yield str(len(self._students)), self._say(words.STUDENTS if len(self._students) != 1 else words.ONE_STUDENT)
        number = len(self._parts)
        yield str(number), self._say(words_site.ASSIGNMENTS if number != 1 else words_site.ONE_ASSIGNMENT)
        shares = [share for share in map(self._share, self._students) if share is not None]
        if shares:
            yield str(round(100 * mean(shares))), self._say(words_site.OF_ALL_POINTS)
        waiting = sum(not grade.is_final for grades in self._grades for grade in grades.values())
        yield str(waiting), self._say(words_site.NOT_FINAL_GRADES)

    def _broken(self) -> Iterator[tuple[str, str]]:
        for part in self._parts:
            results = [record.result for record in part.analysis.records]
            if any(not result.is_final or result.confinement is Level.D for result in results):
                yield visible(self._say(self._text(part)), _NAME, self._lang), part.page

    def _needed(self) -> Iterator[Needed]:
        reasons: dict[str, list[tuple[str, str]]] = {}
        for part in self._parts:
            self._stuck_in(part, reasons)
        self._behind(reasons)
        for part in self._parts:
            for regrade in part.analysis.regrades:
                if regrade.difference < -1e-9:
                    points = signed_points(regrade.difference)
                    told = self._say(words_site.LOST, points=points, name=self._say(self._text(part)))
                    reasons.setdefault(regrade.student, []).append((told, part.pages.get(regrade.student, "")))
        ranked = sorted(reasons, key=lambda student: (-len(reasons[student]), student))
        for student in ranked:
            yield Needed(self._student(student), self._told(student)[0], tuple(reasons[student]))

    def _stuck_in(self, part: Part, reasons: dict[str, list[tuple[str, str]]]) -> None:
        for (unit, function), who in part.analysis.stuck.items():
            title = visible(self._say(part.titles[unit]) if unit in part.titles else unit, _NAME, self._lang)
            place = self._say(words.PLACE, unit=title, function=visible(function, _NAME)) if function else title
            for one in who:
                if one.submissions >= _LONG:
                    told = self._say(words_site.STUCK_FOR, count=one.submissions, place=place)
                    page = part.pages.get(one.record.student, "")
                    reasons.setdefault(one.record.student, []).append((told, page))

    def _behind(self, reasons: dict[str, list[tuple[str, str]]]) -> None:
        """Who has not begun what half of the students have."""
        missing: dict[str, list[str]] = {}
        for short, records in zip(self._short(), self._records, strict=True):
            begun = {student for student, record in records.items() if has_begun(record.result)}
            if 2 * len(begun) >= len(self._students):
                for student in self._students:
                    if student not in begun:
                        missing.setdefault(student, []).append(short)
        for student, names in missing.items():
            told = self._say(words_site.BEHIND, names=self._say(words.LIST_COMMA).join(names))
            reasons.setdefault(student, []).append((told, ""))

    def _line(self, student: str) -> StudentLine:
        name, section = self._told(student)
        share = self._share(student)
        return StudentLine(
            student=self._student(student),
            name=name,
            section=section,
            cells=tuple(self._cell(place, student) for place in range(len(self._parts))),
            share="–" if share is None else self._say(words_site.PERCENT, percent=round(100 * share)),
        )

    def _cell(self, place: int, student: str) -> Cell | None:
        record: Record | None = self._records[place].get(student)
        if record is None:
            return None
        grade, state = self._grades[place][student], state_of(record.result)
        return Cell(
            points=f"{points_text(grade.points)}/{points_text(grade.max_points)}",
            page=self._parts[place].pages.get(student, ""),
            state="" if state is words.STATE_OPEN else self._say(state),
            is_done=state is words.STATE_DONE,
            is_final=grade.is_final,
            percent=min(100, round(100 * share_of(grade))),
        )

    def _share(self, student: str) -> float | None:
        """The part of all points of the course; an assignment without an attempt counts as one with no points."""
        most = [max((grade.max_points for grade in grades.values()), default=0.0) for grades in self._grades]
        reached = [grades[student].points for grades in self._grades if student in grades]
        return sum(reached) / sum(most) if sum(most) else None

    def _averages(self) -> Iterator[str]:
        for grades in self._grades:
            shares = [share_of(grade) for grade in grades.values()]
            yield self._say(words_site.PERCENT, percent=round(100 * mean(shares))) if shares else "–"
        whole = [share for share in map(self._share, self._students) if share is not None]
        yield self._say(words_site.PERCENT, percent=round(100 * mean(whole))) if whole else "–"
