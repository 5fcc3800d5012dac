"""What lies on the branch with feedback of a student's repository: a page for each assignment, and a list of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from autograder.grades import Record
from autograder.report import words
from autograder.report.markdown import sentence, student_markdown
from autograder.report.page import student_page
from autograder.report.pages import page_name
from autograder.results import Lang, Standing, Text

INDEX = "README.md"
_OURS = re.compile(r"[\w-]{1,200}\.(?:md|html)")  # what `page_name` makes


def feedback_files(record: Record, titles: Mapping[str, Text], lang: Lang, *, shared: bool = False) -> dict[str, bytes]:
    """The feedback for one student as Markdown in `lang`, and as a page in both languages, by the files' names.

    Args:
        titles: the title of the assignment and of each unit, by their ids; what is not there is shown by its id.
        shared: others can read it too, so what is personal is left out.
    """
    result, history = record.result, None if shared else record
    if shared:
        notes = (*result.notes, words.SHARED_REPOSITORY)
        told = {"adjustments": (), "answers": (), "standing": _of_everybody(result.standing), "notes": notes}
        result = result.model_copy(update=told)
    name = page_name(result.assignment) + (f"-{page_name(result.student)}" if shared else "")
    return {
        f"{name}.md": student_markdown(result, titles, lang, record=history).encode(),
        f"{name}.html": student_page(result, titles, lang, record=history).encode(),
    }


def _of_everybody(standing: Standing | None) -> Standing | None:
    """What is the same for a whole class: what is published, and nothing about this student."""
    if standing is None:
        return None
    return Standing(
        submission=None, submissions=0, counts=True, published=standing.published, shows_hidden=standing.shows_hidden
    )  # fmt: skip


def feedback_index(names: Sequence[str], titles: Mapping[str, Text], lang: Lang) -> dict[str, bytes]:
    """The README of the branch, which lists the feedback among the files that it holds.

    Args:
        titles: those of all assignments, by their ids.
    """
    listed = {}
    for name in sorted(names):
        of = _assignment_of(name, titles)
        if of is not None:
            listed[name] = titles[of].in_(lang)
    lines = [f"# {words.say(words.FEEDBACK_HEAD, lang)}", "", words.say(words.FEEDBACK_ABOUT, lang), ""]
    for name, title in listed.items():
        if name.endswith(".md"):
            page = name.removesuffix(".md") + ".html"
            more = f", [{page}]({page}) {words.say(words.FEEDBACK_PAGE, lang)}" if page in listed else ""
            lines.append(f"- {sentence(title)}: [{name}]({name}){more}")
    return {INDEX: ("\n".join(lines) + "\n").encode()}


def _assignment_of(name: str, titles: Mapping[str, Text]) -> str | None:
    """The assignment that a file with this name is about; None if it is not one of ours."""
    if not _OURS.fullmatch(name):
        return None
    stem = name.rpartition(".")[0]
    found = [each for each in titles if stem == page_name(each) or stem.startswith(f"{page_name(each)}-")]
    return max(found, key=len, default=None)
