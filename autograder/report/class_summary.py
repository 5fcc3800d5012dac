"""What an instructor reads in CI after a class was collected: how many, who needs attention, everybody's points."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from autograder.grades import grade_of
from autograder.report import words
from autograder.report.escape import no_command, visible
from autograder.report.github import cut
from autograder.report.markdown import sentence
from autograder.report.summary import happened, points_text
from autograder.results import AttemptResult, Lang, Reason, Text

_SHOWN_REASONS = 3
_NOTE = 500


@dataclass(frozen=True)
class CollectionLine:
    """What became of one student's work when it was collected.

    Attributes:
        late: it came after this student's deadline.
        note: what an instructor should know; "" for nothing.
    """

    student: str
    outcome: Literal["collected", "nothing", "unreadable"]
    late: bool = False
    note: str = ""


def class_summary(
    results: Sequence[AttemptResult],
    handed_in: Sequence[CollectionLine],
    assignment: str,
    titles: Mapping[str, Text],
    lang: Lang,
) -> str:
    """How a class stands at an assignment, as GitHub's Markdown that is not too long for a job's summary.

    Args:
        handed_in: of everybody on the roster.
        titles: the title of the assignment and of each unit, by their ids; what is not there is shown by its id.
    """
    by_student = {result.student: result for result in results}
    title = titles[assignment].in_(lang) if assignment in titles else assignment
    found = {
        kind: [each for each in handed_in if each.outcome == kind] for kind in ("collected", "nothing", "unreadable")
    }
    counts: dict[str, object] = {kind: len(some) for kind, some in found.items()}
    lines = [f"# {sentence(title)}", ""]
    if handed_in:
        counts["late"] = sum(each.late for each in handed_in)
        lines += [words.say(words.CLASS_COLLECTED, lang, **counts), ""]
    if results:
        lines += [_total(results, lang), ""]
    noted = [f"- {sentence(visible(student, 80, lang))}{words.say(words.COLON, lang)}{note}"
             for student, note in _attention(by_student, handed_in, lang)]  # fmt: skip
    lines += [f"## {words.say(words.ATTENTION, lang)}", "", *(noted or [words.say(words.ATTENTION_NONE, lang)]), ""]
    if results:
        heads = (words.STUDENT, words.POINTS_HEAD, words.FINAL, words.HAPPENED)
        lines += [_row([words.say(head, lang) for head in heads]), _row(["---", "---:", "---", "---"])]
        came = {each.student: each for each in handed_in}
        in_order = sorted(results, key=lambda result: result.student)
        lines += [_row(_cells(result, came.get(result.student), lang)) for result in in_order]
    return cut("\n".join(no_command(line) for line in lines) + "\n", lang)


def _total(results: Sequence[AttemptResult], lang: Lang) -> str:
    grades = [grade_of(result) for result in results]
    points, most = sum(grade.points for grade in grades), sum(grade.max_points for grade in grades)
    final = sum(grade.is_final for grade in grades)
    label = words.TOTAL_ONE if len(results) == 1 else words.TOTAL
    return words.say(
        label, lang, students=len(results), points=points_text(points), max_points=points_text(most),
        percent=round(100 * points / most) if most else 0, final=final, open=len(results) - final,
    )  # fmt: skip


def _attention(
    results: Mapping[str, AttemptResult], handed_in: Sequence[CollectionLine], lang: Lang
) -> Iterator[tuple[str, str]]:
    """Who needs attention and why, those who could not be read first."""
    for each in sorted(handed_in, key=lambda each: each.outcome != "unreadable"):
        said = []
        if each.outcome == "unreadable":
            said.append(words.say(words.COULD_NOT_BE_READ, lang))
        elif each.student not in results:
            said.append(words.say(words.COLLECTED_NOT_GRADED, lang))
        if each.note:
            said.append(sentence(visible(each.note, _NOTE, lang)))
        if said:
            yield each.student, words.say(words.LIST_COMMA, lang).join(said)
    for result in results.values():
        if not grade_of(result).is_final:
            yield result.student, words.say(words.NOT_FINAL, lang)


def _cells(result: AttemptResult, handed_in: CollectionLine | None, lang: Lang) -> list[str]:
    grade = grade_of(result)
    said = []
    if handed_in and handed_in.outcome == "nothing":
        said.append(words.say(words.HANDED_IN_NOTHING, lang))
    if handed_in and handed_in.late:
        said.append(words.say(words.HANDED_IN_LATE, lang))
    found = happened(result.checks)
    for cause, count in found[:_SHOWN_REASONS]:
        if isinstance(cause, Reason):
            name = words.say(words.REASONS_SHORT[cause], lang)
        else:
            name = sentence(visible(cause, 40, lang))
        said.append(name if count == 1 else f"{name} ({count})")
    if len(found) > _SHOWN_REASONS:
        said.append(words.say(words.MORE, lang, count=len(found) - _SHOWN_REASONS))
    return [
        sentence(visible(result.student, 80, lang)),
        f"{points_text(grade.points)}/{points_text(grade.max_points)}",
        words.say(words.YES if grade.is_final else words.NO, lang),
        words.say(words.LIST_COMMA, lang).join(said),
    ]


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
