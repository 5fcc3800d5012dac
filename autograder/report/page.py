"""A student's page: the points, the one thing to look at first, and the rest folded away."""

from __future__ import annotations

from collections.abc import Mapping

from autograder.grades import grade_of
from autograder.report.html import render
from autograder.report.view import DIFFERENT_MARK, attempt_view
from autograder.results import LANGS, AttemptResult, Lang, Text


def student_page(result: AttemptResult, titles: Mapping[str, Text], lang: Lang) -> str:
    """One HTML page with the feedback for one student, in both languages; `lang` is shown first.

    Args:
        titles: the title of the assignment and of each unit, by their ids; what is not there is shown by its id.
    """
    views = {one: attempt_view(result, titles, one) for one in LANGS}
    title = f"{views[lang].assignment} · {views[lang].student}"
    states = {"is_final": grade_of(result).is_final, "is_graded": result.is_final}
    return render("student.html", lang, title, views, **states, different=DIFFERENT_MARK)
