"""What lies on the branch with feedback: files for a student, and the list of them."""

from __future__ import annotations

from typing import Any

import pytest

from autograder.grades import Record
from autograder.report import words
from autograder.report.feedback_branch import feedback_files, feedback_index
from autograder.results import Adjustment, Answer, Deduction, Feedback, Lang, Reason, Standing, Status, Text
from tests.report.conftest import NOON


@pytest.fixture
def personal(lin: Any) -> Any:
    """An attempt with all that is nobody else's business."""
    why = Text(en="Why?", zh="为什么？")
    return lin.model_copy(
        update={
            "answers": (Answer(unit="u05_reshape", question="why", title=why, text="my own words", max_points=2),),
            "adjustments": (Adjustment(id=1, kind="add", points=-1, reason="caught", author="ann", made_at=NOON),),
            "standing": Standing(submission=1, submissions=1, counts=True, published=True, extended=True),
        }
    )  # fmt: skip


def test_a_student_alone_gets_everything_under_the_assignment_s_name(personal: Any, titles: Any) -> None:
    files = feedback_files(Record(personal, (personal,)), titles, "en")
    assert list(files) == ["a1_tensors.md", "a1_tensors.html"]
    for content in files.values():
        assert b"my own words" in content
        assert b"caught" in content


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_what_is_personal_is_left_out_where_others_read_it_and_the_page_says_so(
    personal: Any, titles: Any, lang: Lang
) -> None:
    late = Deduction(points=-3, reason=Text(en="3 days late", zh="晚了三天"))
    standing = personal.standing.model_copy(update={"deductions": (late,)})
    result = personal.model_copy(update={"standing": standing})
    files = feedback_files(Record(result, (result,)), titles, lang, shared=True)
    assert list(files) == ["a1_tensors-lin.md", "a1_tensors-lin.html"]
    for content in files.values():
        for private in ("my own words", "caught", "Why?", "3 days late", "晚了三天"):
            assert private.encode() not in content
    assert words.SHARED_REPOSITORY.in_(lang)[:30].encode() in files["a1_tensors-lin.md"]
    assert words.SHARED_REPOSITORY.zh.encode() in files["a1_tensors-lin.html"]


def test_what_hidden_checks_called_is_told_in_a_shared_repository_too_once_it_is_published(
    lin: Any, titles: Any
) -> None:
    told = Feedback(summary=Text(en="No.", zh="不。"), called="double(x)", came_back="tensor([41.5])")
    hidden = lin.checks[0].model_copy(
        update={"hidden": True, "status": Status.FAILED, "reason": Reason.MISMATCH, "points": 0.0, "feedback": told}
    )
    for shown in (False, True):
        standing = Standing(submission=1, submissions=1, counts=True, published=True, shows_hidden=shown)
        result = lin.model_copy(update={"checks": (hidden,), "standing": standing})
        for content in feedback_files(Record(result, (result,)), titles, "en", shared=True).values():
            assert (b"41.5" in content) is shown


def test_the_list_names_what_is_ours_and_nothing_that_somebody_put_there() -> None:
    titles = {"a1": Text(en="One", zh="一"), "a1_tensors": Text(en="Tensors", zh="张量")}
    names = ["a1_tensors.md", "a1_tensors.html", "a1-lin.md", "README.md", "notes.md", "a1](x).md", "a1.md\n# forged",
             "a1.exe", "a10.md"]  # fmt: skip
    index = feedback_index(names, titles, "en")["README.md"].decode()
    assert index.splitlines()[0] == "# Feedback"
    listed = [line for line in index.splitlines() if line.startswith("- ")]
    assert listed == [
        "- One: [a1-lin.md](a1-lin.md)",
        "- Tensors: [a1_tensors.md](a1_tensors.md), [a1_tensors.html](a1_tensors.html) " + words.FEEDBACK_PAGE.en,
    ]
    assert feedback_index([], titles, "zh")["README.md"].decode().startswith("# 反馈\n")
