"""A student's page: the points, the one thing to look at first, and the rest folded away."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.grades import Record, grade_of
from autograder.report.escape import visible
from autograder.report.history import history_view
from autograder.report.html import ALONE, Place, render
from autograder.report.view import DIFFERENT_MARK, attempt_view
from autograder.results import LANGS, AttemptResult, Lang, Text


def student_page(
    result: AttemptResult,
    titles: Mapping[str, Text],
    lang: Lang,
    *,
    record: Record | None = None,
    pictures: Mapping[str, str] | None = None,
    place: Place = ALONE,
) -> str:
    """One HTML page with the feedback for one student, in both languages; `lang` is shown first.

    Args:
        titles: the title of the assignment and of each unit, by their ids; what is not there is shown by its id.
        record: all attempts of the student, for a history of them.
        pictures: the address of the picture in a unit's handout, by the unit's id.
    """
    views = {one: attempt_view(result, titles, one) for one in LANGS}
    histories = {one: history_view(record, titles, one) if record else None for one in LANGS}
    title = f"{views[lang].assignment} · {views[lang].student}"
    return render(
        "student.html",
        lang,
        title,
        views,
        place,
        is_final=grade_of(result).is_final,
        is_graded=result.is_final,
        different=DIFFERENT_MARK,
        name=visible(record.name, 120) if record else "",
        histories=histories,
        pictures=pictures or {},
        titles=titles,
    )
